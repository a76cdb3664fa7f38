/// Verbs that say in which role people were there.
let attendanceVerbs = knowledge.table("attendance-verbs")

/// Verbs whose subject attends by doing it: not a list of names, but evidence.
let notAttendance = knowledge.table("not-attendance")

/// Things that are attended.
let attendedThings = knowledge.table("attended-things")

/// A clause with one of them belongs to no list of people before the verb.
let clauseVerbs = knowledge.table("clause-verbs")

/// What before 参加 or 出席 says that somebody should, or how one does, not that one did.
let notAttending = knowledge.table("not-attending")

/// Verbs and adverbs between a list of people and 出席.
let attendanceAdverbs = knowledge.table("attendance-adverbs")

/// What introduces a count of people, and which count it is.
let expectedWords = knowledge.table("expected")
let presentWords = knowledge.table("present")
let absentWords = knowledge.table("absent")
let observerWords = knowledge.table("observer")
let alternateWords = knowledge.table("alternate")
let countWords = knowledge.table("expected", "present", "absent", "observer", "alternate")
let quorumWords = knowledge.table("quorum-words")
