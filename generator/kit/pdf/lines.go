package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Line is what stands on one line, in cells where wide gaps part it.
type Line struct {
	Y, Size float64
	Cells   []Cell
}

// A Cell is words of a line without a wide gap between them. Size and Bold are
// those of most of its letters.
type Cell struct {
	X, Right, Y, Size float64
	Bold              bool
	Runs              []Run
	Text              string
}

// linesOf puts runs into lines, topmost first. Small raised or lowered letters
// belong to the line beside them.
func linesOf(runs []Run) []Line {
	runs = slices.DeleteFunc(slices.Clone(runs), func(r Run) bool { return strings.TrimSpace(r.Text) == "" && r.Width == 0 })
	slices.SortStableFunc(runs, func(a, b Run) int { return cmp.Compare(a.Y, b.Y) })
	var groups [][]Run
	for _, run := range runs {
		if n := len(groups); n > 0 && onLine(groups[n-1], run) {
			groups[n-1] = append(groups[n-1], run)
			continue
		}
		groups = append(groups, []Run{run})
	}
	groups = mended(groups)
	lines := make([]Line, 0, len(groups))
	for _, group := range groups {
		if line := lineOf(group); len(line.Cells) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

func onLine(group []Run, run Run) bool {
	base := group[0]
	return math.Abs(run.Y-base.Y) < 0.25*max(base.Size, run.Size) && math.Abs(run.Y-base.Y) < 3
}

// mended puts a group of small letters alone, which are the mark of a note, into
// the line below whose words they stand beside.
func mended(groups [][]Run) [][]Run {
	for i := 0; i < len(groups); i++ {
		for _, beside := range []int{i + 1, i - 1} {
			if beside < 0 || beside >= len(groups) || !raised(groups[i], groups[beside]) {
				continue
			}
			groups[beside] = append(groups[beside], groups[i]...)
			groups = slices.Delete(groups, i, i+1)
			i--
			break
		}
	}
	return groups
}

func raised(small, line []Run) bool {
	size, y := biggest(small), small[0].Y
	other := biggest(line)
	if size > 0.75*other || math.Abs(line[0].Y-y) > 0.6*other {
		return false
	}
	// It touches letters of the line.
	return slices.ContainsFunc(small, func(r Run) bool {
		return strings.TrimSpace(r.Text) != "" && slices.ContainsFunc(line, func(l Run) bool {
			return r.X > l.X && r.X-l.right() < 0.4*other
		})
	})
}

func biggest(runs []Run) (size float64) {
	for _, run := range runs {
		size = max(size, run.Size)
	}
	return size
}

func lineOf(runs []Run) Line {
	slices.SortStableFunc(runs, func(a, b Run) int { return cmp.Compare(a.X, b.X) })
	var line Line
	for _, run := range runs {
		if n := len(line.Cells); n > 0 && beside(line.Cells[n-1], run) {
			line.Cells[n-1].add(run)
			continue
		}
		if strings.TrimSpace(run.Text) != "" {
			cell := Cell{X: run.X, Right: run.right(), Y: run.Y}
			cell.Runs = []Run{run}
			line.Cells = append(line.Cells, cell)
		}
	}
	for i := range line.Cells {
		line.Cells[i].settle()
		line.Size = max(line.Size, line.Cells[i].Size)
	}
	if len(line.Cells) > 0 {
		line.Y = line.Cells[0].Y
	}
	return line
}

// beside tells whether a run goes on in a cell: a gap of more than two letters
// begins another.
func beside(cell Cell, run Run) bool {
	return run.X-cell.Right < 1.7*max(run.Size, cell.Runs[len(cell.Runs)-1].Size)
}

func (c *Cell) add(run Run) {
	last := c.Runs[len(c.Runs)-1]
	gap := run.X - last.right()
	if gap > 0.17*min(run.Size, last.Size) && !strings.HasSuffix(last.Text, " ") && !strings.HasPrefix(run.Text, " ") {
		run.Text = " " + run.Text
	}
	c.Runs = append(c.Runs, run)
	if strings.TrimSpace(run.Text) != "" {
		c.Right = max(c.Right, run.right())
	}
}

func (c *Cell) settle() {
	var text strings.Builder
	bold, all, sizes := 0, 0, map[float64]int{}
	most := 0
	for _, run := range c.Runs {
		text.WriteString(run.Text)
		n := len(strings.ReplaceAll(run.Text, " ", ""))
		if all += n; run.Bold {
			bold += n
		}
		size := math.Round(run.Size*10) / 10
		if sizes[size] += n; n > 0 && (sizes[size] > most || sizes[size] == most && size > c.Size) {
			most, c.Size, c.Y = sizes[size], size, run.Y
		}
	}
	c.Bold = bold*2 > all
	c.Text = strings.TrimSpace(text.String())
}

// Text is the words of the line, its cells parted by tabs.
func (l Line) Text() string {
	words := make([]string, len(l.Cells))
	for i, cell := range l.Cells {
		words[i] = cell.Text
	}
	return strings.Join(words, "\t")
}
