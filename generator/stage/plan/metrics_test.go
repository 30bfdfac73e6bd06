package plan

import (
	"fmt"
	"slices"
	"testing"

	"plainsight/generator/domain/metric"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// TestNumbersStandUnderTheirMatter: under the first of their topics that is on
// the site, with those that have a picture first, whatever the order of files.
func TestNumbersStandUnderTheirMatter(t *testing.T) {
	topic := func(id, title string) decode.Topic { return decode.Topic{ID: id, Title: title} }
	of := func(id, title string, numbers int, topics ...string) decode.Metric {
		one := decode.Metric{Metric: metric.Metric{ID: id, Title: title, Topics: topics}}
		var observations []metric.Observation
		for i := range numbers {
			period, err := metric.ParsePeriod(fmt.Sprint(2020+i), "calendar")
			if err != nil {
				t.Fatal(err)
			}
			observations = append(observations, metric.Observation{
				Period: period, Place: "home", Value: metric.Value{Printed: "1", Number: 1}, Status: "actual",
			})
		}
		one.Observations = metric.NumbersOf(observations)
		return one
	}
	metrics := []decode.Metric{
		of("d", "Zebras", 3, "z"), of("a", "Ants", 1, "z", "b"), of("e", "Bees", 1, "held", "b"), of("c", "Cats", 1), of("b", "Dogs", 1, "held"),
	}
	for range 2 {
		register := &link.Register{Joined: &link.Joined{
			Settings: &decode.Settings{},
			Home:     decode.Authority{ID: "home"}, Metrics: metrics,
			Topics: []decode.Topic{topic("z", "About animals"), topic("b", "Work"), topic("x", "Nothing")},
		}}
		p := plannerOf(register, restOf(register))
		var got []string
		for _, matter := range p.matters(p.home) {
			got = append(got, "# "+matter.ID+" "+matter.Title)
			for _, one := range matter.Metrics {
				got = append(got, one.Title)
			}
		}
		want := []string{"# z About animals", "Zebras", "Ants", "# b Work", "Bees", "# other-numbers ", "Cats", "Dogs"}
		if !slices.Equal(got, want) {
			t.Errorf("the list is %q, not %q", got, want)
		}
		slices.Reverse(metrics)
	}
}

// TestNumbersOfManyCouncilsLeadToTheirList: a page of numbers names the councils that
// have them, or leads to the list of all where no phone could show as many.
func TestNumbersOfManyCouncilsLeadToTheirList(t *testing.T) {
	for many, want := range map[int]string{mostCouncils: "400, the first /authorities/alder-1/metrics/births/", mostCouncils + 1: "1, the first /authorities/ of many"} {
		register := councilsOf("en-GB", map[string]int{"Alder": many}).Register
		var observations []metric.Observation
		for i := range many {
			observations = append(observations, metric.Observation{Place: fmt.Sprint("alder-", i+1), Value: metric.Value{Printed: "1", Number: 1}, Status: "actual"})
		}
		register.Metrics = []decode.Metric{{Metric: metric.Metric{ID: "births", Title: "Births"}, Observations: metric.NumbersOf(observations)}}
		p := plannerOf(register, restOf(register))
		view := p.seenBy(p.home).metricView(&register.Metrics[0], p.home)
		said := fmt.Sprint(len(view.Others), ", the first ", view.Others[0].Target)
		if view.Many {
			said += " of many"
		}
		if said != want {
			t.Errorf("the numbers of %d councils lead to %s", many, said)
		}
	}
}
