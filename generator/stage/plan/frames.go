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
func frames(pages []Page) (frames []Page) {
	for _, page := range pages {
		if at := page.Frames(); at != "" {
			frames = append(frames, Page{
				Kind: "embed", Address: address.Page(at), sight: page.sight,
				view: func(Page) any { return embedded(page.Kind, page.View()) },
			}.On(page.Address))
		}
	}
	return frames
}

// embedded is the view of a page in the form for other sites.
func embedded(kind string, view any) EmbedView {
	whole := view.(interface{ Framed() Frame }).Framed()
	embed := EmbedView{Frame: Frame{
		Kind: kind, Embedded: true, Address: whole.Address, Root: whole.Root, Lang: whole.Lang, Title: whole.Title, Description: whole.Description,
		About: whole.About, Authority: whole.Authority, Site: whole.Site,
	}}
	switch of := view.(type) {
	case MetricView:
		chart := of.Chart
		chart.Own, chart.Still = false, true
		embed.Chart, embed.Charted = &chart, true
	case TimelineView:
		embed.Timeline = &of.Timeline
	}
	return embed
}

// framed is the address of a page in the form for other sites, "" where the
// site makes none: that of a metric has its name, any other that of its kind.
func (p *planner) framed(a *authority, page address.Page) string {
	if !slices.Contains(p.Settings.Formats, "embed") {
		return ""
	}
	return string(a.at("embed", path.Base(strings.TrimSuffix(string(page), "/"))))
}
