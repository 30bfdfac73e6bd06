package metric

import (
	"slices"
	"strings"
)

// PerCent and Pounds are the units whose sign people write with the number.
const (
	PerCent = "per cent"
	Pounds  = "pounds"
)

// IsCount tells whether the numbers count whole things, so that a number from
// 1 to 5 stands for that many of them: a flow or a stock whose unit is a noun.
func (m Metric) IsCount() bool {
	noun := m.Unit != PerCent && m.Unit != Pounds && m.Unit != "ratio" && !strings.HasPrefix(m.Unit, "per ")
	return noun && (m.Kind == "flow" || m.Kind == "stock")
}

// children are the words by which a unit shows that children are counted.
var children = []string{"babies", "child", "children", "pupils"}

// OfChildren tells whether a unit is a word for children or for the young
// people who were in care, "looked after children" for instance.
func OfChildren(unit string) bool {
	unit = strings.ToLower(unit)
	if strings.Contains(unit, "young people") || strings.Contains(unit, "care leavers") {
		return true
	}
	return slices.ContainsFunc(strings.Fields(unit), func(word string) bool { return slices.Contains(children, word) })
}
