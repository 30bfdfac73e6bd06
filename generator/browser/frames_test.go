package browser

import (
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var frameCode = regexp.MustCompile(`&lt;iframe src=&#34;https://[^/]*(/[^&]*/embed/[^&]*|/embed/[^&]*)&#34;.* height=&#34;(\d+)&#34;`)

// What another site shows in a frame has no script, and fits into the height
// that its code gives: on a telephone nearly, so that little room is left.
func TestFramesFit(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	frames := 0
	for _, address := range site.Pages {
		page, err := fs.ReadFile(site.files, fileOf(address))
		if err != nil {
			t.Fatal(err)
		}
		code := frameCode.FindSubmatch(page)
		if code == nil {
			continue
		}
		frames++
		framed, given := string(code[1]), string(code[2])
		shown, err := fs.ReadFile(site.files, fileOf(framed))
		if err != nil || strings.Contains(string(shown), "<script") {
			t.Errorf("%s has a script, or is not there: %v", framed, err)
		}
		height, _ := strconv.Atoi(given)
		for width, least := range map[int64]float64{320: 0.75, 700: 0.5} {
			visiting(t, site.Root, framed, Mode{Width: width}, func(v visit) {
				high, _ := strconv.Atoi(v.ask(`Math.ceil(document.body.getBoundingClientRect().height)`))
				if high > height || float64(high) < least*float64(height) {
					t.Errorf("%s is %d pixels high in a frame of %d by %d", framed, high, width, height)
				}
			})
		}
	}
	if frames == 0 {
		t.Error("no page gives a frame")
	}
}
