package transcribe

import "plainsight/generator/kit/diag"

// Codes are the problems of reading reports.
var Codes = []diag.Code{NotImported, Contradiction}

// NotImported is the problem of a file, and Contradiction that of a report with
// itself.
var (
	NotImported = diag.Code{
		ID: "not-imported", Severity: diag.Error, Title: "A file from which nothing was imported",
		Text: "The file is no report that can be read here: it is no PDF, it is damaged or locked, its pages are pictures without " +
			"words, or its front page is none of the kinds that are known. Nothing was written for it.",
		Example: "plainsight import report.pdf",
	}
	Contradiction = diag.Code{
		ID: "report-contradicts-itself", Severity: diag.Warning, Title: "Two places of a report that do not agree",
		Text: "The report says one thing in one place and another in a second one: a grade in the table and in a heading, days in " +
			"the wrong order, a number that is there twice or not at all. The draft says what stands in the first place, and lists " +
			"it as doubtful. Look at both pages, write what is right, and take it off the list.",
		Example: "doubtful: [judgements/care]",
	}
)
