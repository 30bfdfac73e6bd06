package colour

import (
	"fmt"
	"strings"
	"testing"
)

func TestUses(t *testing.T) {
	var told strings.Builder
	for _, use := range Uses(`/* color: #123456
 in a comment */
body { background: var(--paper); color: var(--ink) }
@media screen {
  a { color: var(--link); text-decoration-thickness: 1px }
}
.s2 { --mark: var(--series-2); stroke-dasharray: 1em }
.l { fill: none; stroke: var(--mark); border: 1px solid #ccc }
.draw text, text.n { fill: var(--ink) }
.bar::before { background: var(--accent) }
:focus-visible { outline: 4px solid var(--focus); box-shadow: 0 0 0 3px var(--halo) }
p { margin: var(--gap) }`) {
		fmt.Fprintf(&told, "%d %s: words %v grounds %v marks %v ring %v named %v bare %v\n",
			use.Line, use.Selector, use.Words, use.Grounds, use.Marks, use.Ring, use.Named, use.Bare)
	}
	want := `3 body: words [ink] grounds [paper] marks [] ring [] named map[] bare []
5 a: words [link] grounds [] marks [] ring [] named map[] bare []
7 .s2: words [] grounds [] marks [] ring [] named map[mark:[series-2]] bare []
8 .l: words [] grounds [] marks [mark] ring [] named map[] bare [#ccc]
9 .draw text, text.n: words [ink] grounds [] marks [] ring [] named map[] bare []
10 .bar::before: words [] grounds [] marks [accent] ring [] named map[] bare []
11 :focus-visible: words [] grounds [] marks [] ring [focus halo] named map[] bare []
12 p: words [] grounds [] marks [] ring [] named map[] bare []
`
	if told.String() != want {
		t.Errorf("the uses are\n%s\nand should be\n%s", told.String(), want)
	}
}
