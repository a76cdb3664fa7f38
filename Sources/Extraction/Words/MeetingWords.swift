/// Nouns for a meeting.
let meetingNouns = knowledge.table("meeting-nouns")

/// What a meeting as the subject does: it takes place.
let eventVerbs = knowledge.table("event-verbs")

/// Subjects that speak for the meeting as a whole.
let meetingSubjects = knowledge.table("meeting-subjects")

/// Verbs of statements of the meeting as a whole.
let statementVerbs = knowledge.table("statement-verbs")

/// Verbs of deliberating and of adopting side by side, with or without a joint: 审议并原则通过, 听取和审议通过.
private let composedVerbs = PhraseChain([
    (knowledge.list(["deliberation-verbs"]), isOptional: false),
    (knowledge.list(["adoption-joints"]), isOptional: true),
    (knowledge.list(["adoption-verbs"]), isOptional: false),
])

/// Verbs whose object was adopted, decided or announced.
let resolutionVerbs = knowledge.table("resolution-verb", or: composedVerbs)

/// These, and the verbs whose object was heard or considered.
let actVerbs = knowledge.table("act-verbs", "resolution-verb", or: composedVerbs)

/// A clause with one of them tells of something else than this meeting's acts.
let notYetWords = knowledge.table("not-yet-words")

/// The ends of things a meeting announces.
let announcedEndings = knowledge.table("announced-endings")

/// Connecting words at the start of a sentence that belong to no list.
let connectors = knowledge.table("connectors")
