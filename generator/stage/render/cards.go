package render

import (
	"cmp"
	"html"
	"strings"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/placard"
	"plainsight/generator/kit/prose"
	"plainsight/generator/stage/plan"
)

// card paints the picture of a page, where it is not remembered.
func (s speaker) card(assets assets, v plan.CardView) ([]byte, error) {
	c, err := s.placard(v)
	if err != nil {
		return nil, err
	}
	return c.Drawing(assets.typeface).Painted(assets.typeface, assets.remembered)
}

// placard has the words of a card, which are those of its page.
func (s speaker) placard(v plan.CardView) (placard.Card, error) {
	title, err := s.title(v.Frame)
	if err != nil {
		return placard.Card{}, err
	}
	c := placard.Card{
		Title: html.UnescapeString(string(title)), Below: v.Site.Title, Above: cmp.Or(v.Authority, v.Site.Publisher),
		Lang: s.words.Tag(), Leftward: s.words.Direction() == "rtl",
	}
	switch v.Kind {
	case "inspection":
		c.Above = joined(v.Record.Inspectorate, s.words.Spans(v.Record.Inspected))
		c.Label, c.Big = s.outcome(*v.Record)
	case "home":
		if v.Record != nil {
			c.Label, c.Big = s.outcome(*v.Record)
			c.Label = joined(c.Label, s.words.Spans(v.Record.Inspected))
		}
	case "metric":
		m := s.model(*v.Chart)
		c.Above, c.Title = joined(s.places(*v.Chart), s.reach(*v.Chart)), m.Heading()
		c.Label = prose.Recent(m, s.words)
		if m.Headline != "" {
			c.Label = strings.TrimSuffix(v.Chart.Title+": "+c.Label, ": ")
		}
	case "thread":
		c.Above, c.Label, c.Big = s.words.Word("threads.title"), s.words.Word("card.status"), s.words.Word("relation."+string(v.Status))
	default:
		c.Label = s.description(v.Frame)
	}
	for _, words := range []*string{&c.Above, &c.Title, &c.Label, &c.Big, &c.Below} {
		*words = language.Unmarked(*words)
	}
	return c, nil
}

// outcome is the grade for the services as a whole in large letters, or what is
// known in words without any.
func (s speaker) outcome(r plan.Record) (label, big string) {
	for _, grade := range r.Grades {
		if grade.Overall {
			return grade.Name, grade.Printed
		}
	}
	if r.Outcome != "" {
		return r.Outcome, ""
	}
	if len(r.Grades) > 0 {
		return "", ""
	}
	return s.words.Word("grades.none"), ""
}

func joined(words ...string) string {
	var said []string
	for _, one := range words {
		if one != "" {
			said = append(said, one)
		}
	}
	return strings.Join(said, ", ")
}

// pictured are the words for those who do not see the card of a page: all that
// stand on it.
func (s speaker) pictured(view any) (string, error) {
	c, err := s.placard(plan.CardOf(view))
	return c.Words(), err
}
