package qr

import (
	"image"
	"image/color"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// painted draws a path as a browser would: lines of a width of one unit.
func painted(t *testing.T, size int, path string) image.Image {
	t.Helper()
	const scale = 6
	im := image.NewGray(image.Rect(0, 0, size*scale, size*scale))
	for i := range im.Pix {
		im.Pix[i] = 255
	}
	x, y := 0, 0
	for _, step := range regexp.MustCompile(`([Mmh])([-0-9.]+)(?: ([-0-9.]+))?`).FindAllStringSubmatch(path, -1) {
		first, err := strconv.Atoi(step[2])
		if err != nil {
			t.Fatal(err)
		}
		switch step[1] {
		case "M":
			down, _ := strconv.Atoi(strings.TrimSuffix(step[3], ".5"))
			x, y = first, down
		case "m":
			down, _ := strconv.Atoi(step[3])
			x, y = x+first, y+down
		case "h":
			for px := x * scale; px < (x+first)*scale; px++ {
				for py := y * scale; py < (y+1)*scale; py++ {
					im.SetGray(px, py, color.Gray{})
				}
			}
			x += first
		}
	}
	return im
}

func read(t *testing.T, im image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(im)
	if err != nil {
		t.Fatal(err)
	}
	found, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatal(err)
	}
	return found.GetText()
}

// TestAReaderOfCodesReadsThemBack with a library that is not the one that
// writes them.
func TestAReaderOfCodesReadsThemBack(t *testing.T) {
	for _, text := range []string{
		"https://a.example/", "https://inspections.merton.example/go/2022/",
		"https://inspections.merton.example/cy/timeline/help-and-protection/#p33",
		"https://xn--bcher-kva.example/" + strings.Repeat("long/", 40),
	} {
		made, err := Of(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := read(t, painted(t, made.Size, made.Path())); got != text {
			t.Errorf("%s is read as %s", text, got)
		}
	}
}

func TestACodeIsAlwaysTheSame(t *testing.T) {
	one, _ := Of("https://a.example/go/2022/")
	other, _ := Of("https://a.example/go/2022/")
	if one.Path() != other.Path() || one.Path() == "" {
		t.Error("the same text gives another code")
	}
	file := string(one.SVG(`A & "B"`))
	if !strings.Contains(file, `<title id="t">A &amp; &#34;B&#34;</title>`) || !strings.Contains(file, one.Path()) {
		t.Errorf("the file is\n%s", file)
	}
}

func TestTooLongIsSaid(t *testing.T) {
	if _, err := Of(strings.Repeat("x", 8000)); err == nil {
		t.Error("8,000 letters went into a code")
	}
}
