/// What may stand directly before a name: offices and ways to call a group of people.
let titleWords = knowledge.table("title-words")

/// What may stand directly after a name.
let honorifics = knowledge.table("honorifics")

/// Where the subject of a clause ends: words that open what the subject does.
let predicateStarts = knowledge.table("predicate-starts")

/// Words of speaking that open reported speech, or tell that somebody spoke.
let speechVerbs = knowledge.table("speech-verbs")

/// Somebody spoke, reported or explained, whatever he said.
let addressVerbs = knowledge.table("address-verbs")

/// Of these, the verbs that need a person right before them.
let thingVerbs = knowledge.table("thing-verbs")

/// He and she as the subject of reported speech.
let speakingPronouns = knowledge.table("speaking-pronouns")

/// The last words of a group of people without names.
let groupEndings = knowledge.table("group-endings")
