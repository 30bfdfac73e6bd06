package decode

import (
	"strings"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/diag"
)

// A Correction is one of a page, and where it is written.
type Correction struct {
	document.Correction
	At diag.Place
}

var (
	correctionsKey = key{name: "corrections", form: list, within: correctionKeys, doc: "What was corrected on the page, and when."}
	correctionKeys = []key{
		{name: "date", form: day, required: true, doc: "The day of the correction."},
		{name: "what", form: text, required: true, doc: "What changed, in a sentence."},
		{name: "place", form: text, doc: "The place that was corrected, such as p33 for paragraph 33."},
		{name: "was", form: text, doc: "The words that stood there until that day; the page goes on showing them."},
	}
)

func (f *fields) corrections() (all []Correction) {
	f.maps("corrections", correctionKeys, func(c *fields) {
		one := Correction{At: c.from.At("date")}
		one.Date, one.What, one.Was = c.date("date"), c.text("what"), c.text("was")
		one.Place = strings.TrimPrefix(c.text("place"), "#")
		if one.Place != "" {
			one.At = c.from.At("place")
		} else if one.Was != "" {
			c.report(missingKey.At(c.from.At("was"), "“place” is missing").Try("Add “place: p33” with the place where these words stood."))
		}
		all = append(all, one)
	})
	return all
}
