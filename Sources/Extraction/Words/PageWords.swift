/// Words of a page's frame: a line with one of them is no part of the article.
let pageWords = knowledge.table("page-words")

/// Labels of the lines that tell about the article; what follows the colon is the value.
let timeLabels = knowledge.table("time-labels")
let sourceLabels = knowledge.table("source-labels")
let editorLabels = knowledge.table("editor-labels")
let reporterLabels = knowledge.table("reporter-labels")
let photographerLabels = knowledge.table("photographer-labels")

/// Labels of the lines that tell about the meeting.
let placeLabels = knowledge.set("place-label")
let dateLabels = knowledge.set("date-label")
let chairLabels = knowledge.set("chair-label")
let recorderLabels = knowledge.set("recorder-label")
let factLabels = knowledge.set(
    "fact-labels", "place-label", "date-label", "chair-label", "recorder-label", "count-labels")

let detailLabels = knowledge.table("detail-labels")
