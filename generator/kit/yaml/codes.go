package yaml

import "plainsight/generator/kit/diag"

// What is larger, longer or deeper is refused before the parser sees it: the
// time it takes grows with the square of the names at one level, and of the tabs
// on one line.
const (
	maxBytes = 1 << 20
	maxLines = 20_000
	maxWide  = 16 << 10
	maxDepth = 32
)

const tooDeepHint = "Write it with fewer levels; a record of an inspection needs three or four."

var (
	encoding = diag.Code{
		ID:       "file-encoding",
		Severity: diag.Error,
		Title:    "The file is not saved as UTF-8 text",
		Text: "Letters can be saved in several ways. The site reads the one called UTF-8, which every editor knows. " +
			"A file saved in another way shows strange signs instead of pound signs, dashes and curly quotation marks, so it is refused.",
		Example: "In Notepad: File, Save as, Encoding: UTF-8, Save.",
	}
	size = diag.Code{
		ID:       "yaml-too-large",
		Severity: diag.Error,
		Title:    "There is too much front matter or data in one file",
		Text:     "Front matter and data files hold short facts. One as large as this is most likely something else, such as a spreadsheet or a picture saved under the wrong name.",
		Example:  "Long texts stand in the body of a Markdown file, numbers in a CSV file under data/metrics/.",
	}
	tooDeep = diag.Code{
		ID:       "yaml-too-deep",
		Severity: diag.Error,
		Title:    "Values stand inside values too many times",
		Text:     "A list inside a map inside a list can be read to a certain depth. Nothing on this site needs more than a few levels.",
		Example:  "judgements:\n  leadership: Outstanding\n  overall: Outstanding",
	}
	tab = diag.Code{
		ID:       "yaml-tab",
		Severity: diag.Error,
		Title:    "A line begins with a tab",
		Text:     "Lines that belong to the name above them begin with spaces, two as a rule. A tab looks the same on the screen, but is as wide as each editor likes, so it is refused.",
		Example:  "judgements:\n  leadership: Outstanding",
	}
	quote = diag.Code{
		ID:       "yaml-quotation-mark",
		Severity: diag.Error,
		Title:    "A quotation mark is not closed, or closes too early",
		Text: "A value that begins with a quotation mark ends with the same mark, and nothing may follow it on the line. " +
			"Inside single quotation marks an apostrophe is typed twice. Most values need no quotation marks at all.",
		Example: "title: \"Inspection of Merton local authority children's services\"",
	}
	colon = diag.Code{
		ID:       "yaml-colon",
		Severity: diag.Error,
		Title:    "A value has a colon in it",
		Text:     "A colon with a space after it says that a name ends and its value begins. A value that has one itself stands between quotation marks.",
		Example:  "title: \"Merton: a report\"",
	}
	bracket = diag.Code{
		ID:       "yaml-bracket",
		Severity: diag.Error,
		Title:    "A bracket is not closed, or closes what was not opened",
		Text:     "A short list stands between [ and ], with commas between its items; a short map between { and }. A text that begins with a bracket stands between quotation marks.",
		Example:  "topics: [care-leavers, out-of-hours]",
	}
	duplicateKey = diag.Code{
		ID:       "yaml-duplicate-name",
		Severity: diag.Error,
		Title:    "A name stands twice",
		Text:     "Each name can have one value. Where it stands twice nobody can tell which of the two is meant.",
		Example:  "published: 2022-05-09",
	}
	notUsed = diag.Code{
		ID:       "yaml-not-used-here",
		Severity: diag.Error,
		Title:    "A sign of YAML that is not used on this site",
		Text: "YAML, the form in which front matter is written, has signs for programmers: & * ! % @ ` at the start of a value, ? before a name, several documents in one file. " +
			"This site reads none of them. A text that begins with such a sign stands between quotation marks.",
		Example: "title: \"*Inspection*\"",
	}
	escape = diag.Code{
		ID:       "unseen-escape",
		Severity: diag.Error,
		Title:    "A sign that nobody can see, written as a number",
		Text: "Between double quotation marks a backslash with a number stands for a letter. Here it stands for a sign that " +
			"nobody can see, or that turns the direction of the letters behind it, so that readers would see another text than programs.",
		Example: "title: \"Inspection of Merton\"",
	}
	syntax = diag.Code{
		ID:       "yaml-form",
		Severity: diag.Error,
		Title:    "A line does not follow the form “name: value”",
		Text: "Front matter and data are lines of the form “name: value”, with a space after the colon. " +
			"What belongs to a name begins two spaces further in; each item of a list begins with a hyphen and a space.",
		Example: "title: Inspection of Merton\nsources:\n  - ofsted-2022-report",
	}
	frontMissing = diag.Code{
		ID:       "front-matter-missing",
		Severity: diag.Error,
		Title:    "The file does not begin with front matter",
		Text:     "A Markdown file of this site begins with its facts, such as the title, between two lines that hold three hyphens and nothing else.",
		Example:  "---\ntitle: About this site\n---\n\nThe text begins here.",
	}
	frontOpen = diag.Code{
		ID:       "front-matter-not-closed",
		Severity: diag.Error,
		Title:    "The front matter has no end",
		Text:     "The facts at the start of a Markdown file end with a line that holds three hyphens and nothing else. Without it the text of the page cannot be told from the facts.",
		Example:  "---\ntitle: About this site\n---\n\nThe text begins here.",
	}
)

// Codes are the problems that this package can find.
var Codes = []diag.Code{
	encoding, size, tooDeep, tab, quote, colon, bracket, duplicateKey, notUsed, escape, syntax, frontMissing, frontOpen,
}
