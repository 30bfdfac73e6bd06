package render

import (
	"html/template"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/program"
	"plainsight/generator/kit/table"
	"plainsight/generator/stage/plan"
)

// signatures are those of functions and methods that templates often call.
var signatures = []program.Signature{
	program.Many[string, template.HTML], program.ManyOfTwo[string, int, template.HTML], // words
	program.One[date.Date, template.HTML], program.One[date.Spans, template.HTML], program.One[date.Date, bool], program.One[*date.Date, bool],
	program.One[plan.Frame, string], program.One[plan.Frame, bool], program.OneOr[plan.Frame, template.HTML], program.One[plan.Frame, template.HTMLAttr],
	program.OneOr[plan.Link, template.HTML], program.TwoOr[string, string, template.HTML], program.OneOr[string, string], program.One[string, bool],
	program.Two[any, any, template.HTML], program.Two[string, any, template.HTML], program.Two[int, int, template.HTML], program.Two[address.Page, string, bool], program.None[template.HTML],
	program.One[plan.Chart, string], program.One[metric.Metric, string], program.OneOr[plan.Download, template.HTML],
	program.OneOr[plan.Chart, drawn], program.One[plan.Chart, template.HTML], program.One[plan.Timeline, template.HTML], program.One[table.Grid, template.HTML],
	program.OneOr[plan.RecordFile, template.HTML], program.OneOr[any, template.JS], program.TwoOr[plan.Frame, int, template.HTML],
	program.TwoOr[plan.Frame, bool, string], program.TwoOr[metric.Metric, plan.Series, template.HTML],
	program.ThreeOr[plan.Frame, int, []plan.SectionTerms, template.HTML],
	program.Two[plan.Record, []plan.Finding, asked], program.Two[plan.Compared, plan.Degree, sides],
}

// makerOf makes programs that call functions.
func makerOf(called template.FuncMap, words *language.Words, embeds *embeds) *program.Maker {
	maker := program.NewMaker(called, signatures...)
	maker.Texts, maker.Writings = ofTexts, writings(words, embeds)
	return maker
}

// writings write what is long or said often where it is to stand.
func writings(words *language.Words, embeds *embeds) map[string]program.Writing {
	say := speaker{words}
	return map[string]program.Writing{
		"body | asText": program.WritingOfTwo(func(out []byte, frame plan.Frame, level int) ([]byte, error) {
			return appendBody(out, words, embeds, frame, level, nil, false)
		}),
		"read | asText": program.WritingOfThree(func(out []byte, frame plan.Frame, level int, sections []plan.SectionTerms) ([]byte, error) {
			return appendBody(out, words, embeds, frame, level, sections, true)
		}),
		"coded | asText":   program.WritingOf(appendCoded),
		"date | asText":    sure(say.appendDate),
		"span | asText":    sure(say.appendSpan),
		"picture | asText": sure(say.appendPicture),
	}
}

// sure is the writing of what never fails.
func sure[A any](write func([]byte, A) []byte) program.Writing {
	return program.WritingOf(func(out []byte, a A) ([]byte, error) { return write(out, a), nil })
}

// programs are the templates of a language as they are executed.
func programs(maker *program.Maker, kinds map[string]*template.Template) map[string]*program.Program {
	made := map[string]*program.Program{}
	for kind, outline := range kinds {
		made[kind] = maker.Of(outline)
	}
	return made
}
