package plan

import (
	"fmt"
	"strings"
	"testing"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/metric"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// measured reads numbers, one a line: period, place, number or hyphen, and
// behind a bar the group.
func measured(t *testing.T, lines string) decode.Metric {
	t.Helper()
	one := decode.Metric{Metric: metric.Metric{ID: "m", Title: "M", Unit: "cases", Year: "financial"}}
	for line := range strings.Lines(lines) {
		line, group, grouped := strings.Cut(strings.TrimSpace(line), "|")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		period, err := metric.ParsePeriod(words[0], one.Year)
		if err != nil {
			t.Fatal(err)
		}
		o := metric.Observation{Period: period, Place: words[1], Status: "suppressed"}
		if words[2] != "-" {
			o.Status, o.Value = "actual", metric.Value{Printed: words[2], Number: 1}
		}
		if grouped {
			one.Groups, o.Groups = []string{"group"}, []string{group}
		}
		one.Observations = metric.NumbersOf(append(one.Observations.List(), o))
	}
	return one
}

// shape says how a chart is drawn: its kind, then each series with its numbers.
func shape(c Chart) string {
	words := []string{c.Kind}
	for _, series := range c.Series {
		name := series.Name
		if series.Time != nil {
			name = series.Time.Printed
		}
		for _, point := range series.Points {
			name += fmt.Sprintf(" %s=%s", strings.TrimPrefix(point.Label+"/"+point.Period.Printed, "/"), point.Value.Printed)
		}
		words = append(words, name)
	}
	return strings.Join(words, "; ")
}

// TestHowNumbersAreDrawn: the kind follows from the numbers where nobody asks
// for one, and no number loses its period, its place or its group.
func TestHowNumbersAreDrawn(t *testing.T) {
	p := planner{Register: &link.Register{Joined: &link.Joined{Authorities: map[string]decode.Authority{}}}, rest: &rest{}}
	for _, id := range []string{"us", "eng", "n1", "n2", "n3", "n4"} {
		p.Authorities[id] = decode.Authority{ID: id, Name: id}
	}
	us := &authority{Authority: decode.Authority{ID: "us", Neighbours: []string{"n2", "n1", "n3", "n4"}}, root: address.Home}
	const beside = "2018/19 us 1\n2019/20 us 2\n2020/21 us -\n2018/19 eng 3\n2019/20 eng 4\n2020/21 eng 5\n" +
		"2019/20 n1 6\n2019/20 n2 7\n2019/20 n3 8\n2020/21 n4 9"
	for _, c := range []struct {
		numbers string
		asked   wish
		want    string
	}{
		{"2018/19 us 1\n2019/20 us 2", wish{}, "table; us 2018/19=1 2019/20=2"},
		{"2018/19 us 1\n2020/21 us 3\n2019/20 us 2", wish{}, "line; us 2018/19=1 2019/20=2 2020/21=3"},
		{beside, wish{}, "line; us 2018/19=1 2019/20=2 2020/21=; eng 2018/19=3 2019/20=4 2020/21=5"},
		{beside, wish{kind: "dot"}, "dot; us 2019/20=2; eng 2019/20=4; n1 2019/20=6; n2 2019/20=7; n3 2019/20=8"},
		{beside, wish{kind: "dot", places: []string{"us", "neighbours"}}, "dot; us 2019/20=2; n2 2019/20=7; n1 2019/20=6; n3 2019/20=8"},
		{beside, wish{kind: "dot", places: []string{"n3", "neighbours"}}, "dot; n3 2019/20=8; n2 2019/20=7; n1 2019/20=6"},
		{"2018/19 us 1\n2018/19 eng 2", wish{}, "table; us 2018/19=1; eng 2018/19=2"},
		{"2018/19 us 1\n2018/19 eng 2\n2018/19 n1 3", wish{}, "dot; us 2018/19=1; eng 2018/19=2; n1 2018/19=3"},
		{"2018/19 us 1|a\n2018/19 us 2|b\n2018/19 us 3|c", wish{}, "bar; us a/2018/19=1 b/2018/19=2 c/2018/19=3"},
		{"2018/19 us 1|a\n2018/19 us 2|b\n2019/20 us 3|a\n2019/20 us 4|b", wish{}, "grouped-bar; 2018/19 a/2018/19=1 b/2018/19=2; 2019/20 a/2019/20=3 b/2019/20=4"},
		{"2019/20 us 1|a\n2018/19 us 2|a\n2020/21 us 3|a\n2018/19 us 4|b\n2019/20 us -|b\n2020/21 us 6|b", wish{}, "line; a 2018/19=2 2019/20=1 2020/21=3; b 2018/19=4 2019/20= 2020/21=6"},
		{"2018/19 us 1|a\n2019/20 us 2|b\n2020/21 us 3|c", wish{}, "table; 2018/19 a/2018/19=1; 2019/20 b/2019/20=2; 2020/21 c/2020/21=3"},
		{"2018/19 us 1|a\n2018/19 us 2|b\n2018/19 eng 3|a\n2018/19 eng 4|b", wish{}, "table; us a/2018/19=1 b/2018/19=2; eng a/2018/19=3 b/2018/19=4"},
	} {
		one := measured(t, c.numbers)
		p.numbers = numbersOf([]decode.Metric{one}, p.IsArea)
		if got := shape(p.chart(one, us, c.asked)); got != c.want {
			t.Errorf("%q, asked for %+v, is drawn as\n\t%s, not\n\t%s", c.numbers, c.asked, got, c.want)
		}
	}
	one, two := measured(t, "2018/19 us 1\n2019/20 us 2\n2020/21 us 3\n2018/19 eng 4"), measured(t, "2018/19 us 7")
	two.ID, two.Title, two.Unit = "n", "N", "children"
	p.numbers = numbersOf([]decode.Metric{one, two}, p.IsArea)
	family := p.family([]decode.Metric{one, two}, us, wish{})
	if got := shape(family); got != "line; M 2018/19=1 2019/20=2 2020/21=3; N 2018/19=7" || family.Unit != "" || family.Place != "us" {
		t.Errorf("a family of %s in %q is drawn as %s", family.Place, family.Unit, got)
	}
	many := measured(t, beside)
	p.numbers = numbersOf([]decode.Metric{many}, p.IsArea)
	if all := shape(p.whole(many, us)); strings.Count(all, "=") != 10 {
		t.Errorf("the file has %s", all)
	}
}
