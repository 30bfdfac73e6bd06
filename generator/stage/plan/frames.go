package plan

import (
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
)

// An EmbedView is a chart or a timeline by itself, without scripts, to stand in a
// frame of another site. It is its page in another form.
type EmbedView struct {
	Frame
	// Chart and Timeline are what it shows; one of them is nil.
	Chart    *Chart
	Timeline *Timeline
}

// frames plans what pages of charts and of timelines give to other sites.
func (p planner) frames(pages []Page) (frames []Page) {
	for _, page := range pages {
		whole := frameOf(page)
		if page.Of != "" || whole.Frames == "" {
			continue
		}
		view := EmbedView{Frame: Frame{
			Kind: page.Kind, Embedded: true, Address: page.Address, Root: whole.Root, Lang: whole.Lang, Title: whole.Title, Description: whole.Description,
			About: whole.About, Authority: whole.Authority, Site: whole.Site,
		}}
		switch of := page.View.(type) {
		case MetricView:
			chart := of.Chart
			chart.Own, chart.Still = false, true
			view.Chart, view.Charted = &chart, true
		case TimelineView:
			view.Timeline = &of.Timeline
		}
		frames = append(frames, Page{Kind: "embed", Address: address.Page(whole.Frames), Of: page.Address, View: view})
	}
	return frames
}

// framed is the address of a page in the form for other sites, "" where the
// site makes none: that of a metric has its name, any other that of its kind.
func (p planner) framed(a authority, page address.Page) string {
	if !slices.Contains(p.Settings.Formats, "embed") {
		return ""
	}
	return string(a.at("embed", path.Base(strings.TrimSuffix(string(page), "/"))))
}
