package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/decode"
)

// Files of a metric beside its page.
const (
	NumbersFile     = "metric.csv"
	DescriptionFile = "metric.csvw"
	PictureFile     = "metric.svg"
	PaintedFile     = "metric.png"
)

// A FileView is what a file of a metric is made from.
type FileView struct {
	Chart Chart
	// Lang is the language of its words.
	Lang string
}

// metricFiles plans the files of a metric: those of its chart, where that is
// drawn, and those of all its numbers.
func (p *planner) metricFiles(i int, a *authority, drawn bool) (pages []Page) {
	for _, file := range p.filesMade(drawn) {
		page := Page{Kind: file.kind, Address: file.at(&p.Metrics[i], a), view: viewOfNumbers, one: int32(i)}
		if file.drawn {
			page.view = viewOfDrawing
		}
		pages = append(pages, page)
	}
	return pages
}

func viewOfNumbers(page Page) any {
	p := page.sight.planner()
	return FileView{p.whole(p.Metrics[page.one], page.sight.authority), p.Lang}
}

func viewOfDrawing(page Page) any {
	p := page.sight.planner()
	return FileView{p.ownChart(&p.Metrics[page.one], page.sight.authority), p.Lang}
}

// A metricFile is a file of a metric with its format in the settings. A drawn one
// is made only where there is a picture.
type metricFile struct {
	format, kind string
	drawn        bool
	// address is below the root of the authority.
	address func(root, id string) string
}

func (f metricFile) at(one *decode.Metric, a *authority) address.Page {
	return address.Page(f.address(string(a.root), one.ID))
}

var metricFormats = []metricFile{
	{"csv", NumbersFile, false, func(root, id string) string { return root + "data/metrics/" + id + ".csv" }},
	{"csv", DescriptionFile, false, func(root, id string) string { return root + "data/metrics/" + id + ".csv-metadata.json" }},
	{"svg", PictureFile, true, func(root, id string) string { return root + "metrics/" + id + "/" + id + ".svg" }},
	{"png", PaintedFile, true, func(root, id string) string { return root + "metrics/" + id + "/" + id + ".png" }},
}

// filesMade are the files that the site makes of a metric.
func (p *planner) filesMade(drawn bool) (made []metricFile) {
	for _, file := range metricFormats {
		if !slices.Contains(p.Settings.Formats, file.format) || file.drawn && !drawn {
			continue
		}
		if file.kind == PaintedFile && !language.Paintable(p.Lang) {
			continue // letters that join, or run from right to left, cannot be painted one by one
		}
		made = append(made, file)
	}
	return made
}

// A Download is a file of a metric with what it is made from, which says how
// large it is; the kind of the file is its word.
type Download struct {
	Link  Link
	Chart Chart
}

// downloads links to the files of a metric with a chart.
func (p *planner) downloads(one *decode.Metric, a *authority, chart Chart) (all []Download) {
	whole := p.whole(*one, a)
	for _, file := range p.filesMade(chart.Kind != "table") {
		download := Download{Link{Target: string(file.at(one, a)), Word: file.kind}, whole}
		if file.drawn {
			download.Chart = chart
		}
		all = append(all, download)
	}
	return all
}
