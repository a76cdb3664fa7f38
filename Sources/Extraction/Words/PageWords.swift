/// Words of a page's frame: a line with one of them is no part of the article.
let pageWords = knowledge.table("page-words")

/// Labels of the lines that tell about the article; what follows the colon is the value.
let timeLabels = knowledge.table("time-labels")
let sourceLabels = knowledge.table("source-labels")
let editorLabels = knowledge.table("editor-labels")
let reporterLabels = knowledge.table("reporter-labels")
let photographerLabels = knowledge.table("photographer-labels")

/// Labels of the lines that tell about the meeting.
let placeLabels = knowledge.table("place-label")
let dateLabels = knowledge.table("date-label")
let chairLabels = knowledge.table("chair-label")
let recorderLabels = knowledge.table("recorder-label")
let factLabels = knowledge.table(
    "fact-labels", "place-label", "date-label", "chair-label", "recorder-label", "count-labels")

let detailLabels = knowledge.table("detail-labels")
