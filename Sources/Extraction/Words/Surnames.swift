/// Family names of one character: without those that mostly are other words (党, 全, 时).
let surnames = knowledge.letters("surnames")

/// Family names of two characters.
let compoundSurnames = knowledge.table("compound-surnames")

/// Words that read like a name and are none.
let wordsLikeNames = knowledge.table("words-like-names")

/// Characters that end words of office and place, hardly ever a given name.
let neverInGivenNames = knowledge.letters("never-in-given-names")

/// How names begin that have no family name of the tables.
let minorityNameStarts = knowledge.table("minority-name-starts")

/// Characters of the former that given names have in the middle or at the end nevertheless.
let givenNameMiddles = knowledge.letters("given-name-middles")
let givenNameEnds = knowledge.letters("given-name-ends")

/// Family names that are common words too.
let surnamesThatAreWords = knowledge.letters("surnames-that-are-words")
