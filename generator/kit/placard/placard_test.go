package placard

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"plainsight/generator/kit/picture"
)

var long = strings.Repeat("Inspection of the services for children in a borough with a long name ", 6)

// TestWordsStayOnTheCard: whatever the words, all of them lie inside, large
// enough for a quarter of the size, and none over others.
func TestWordsStayOnTheCard(t *testing.T) {
	for name, card := range map[string]Card{
		"grade":    {Above: "Ofsted, 28 February to 4 March 2022", Title: "Inspection of Merton local authority children's services", Label: "Overall effectiveness", Big: "Outstanding", Below: "Inspections of children's services in Merton"},
		"long":     {Above: long, Title: long, Label: long, Big: long, Below: long},
		"no grade": {Above: long, Title: long, Label: long, Below: long},
		"one word": {Title: strings.Repeat("Donau", 60), Big: strings.Repeat("dampf", 60)},
		"empty":    {},
		"leftward": {Title: "عنوان", Big: "كلمة", Leftward: true},
	} {
		d := card.Drawing(nil)
		floor := 0.0
		var typeface *picture.Typeface
		for _, text := range d.Texts {
			wide := typeface.Width(text.Words, text.Size, text.Bold)
			left := text.X
			if text.Anchor == picture.End {
				left -= wide
			}
			if left < edge-1 || left+wide > Width-edge+1 || text.Y > Height-20 || text.Y-text.Size < band-10 {
				t.Errorf("%s: %q lies outside, from %.0f to %.0f at %.0f", name, text.Words, left, left+wide, text.Y)
			}
			if text.Size < small {
				t.Errorf("%s: %q has letters of %.0f pixels", name, text.Words, text.Size)
			}
			floor = max(floor, text.Y)
		}
		if card.Big == "" {
			continue
		}
		for i, one := range d.Texts {
			for _, other := range d.Texts[i+1:] {
				if apart := one.Y - other.Y; apart > -min(one.Size, other.Size)*0.9 && apart < min(one.Size, other.Size)*0.9 {
					t.Errorf("%s: %q lies over %q", name, one.Words, other.Words)
				}
			}
		}
	}
}

func TestACardIsAPicture(t *testing.T) {
	painted, err := Card{Title: "Title", Big: "Good", Below: "Site"}.Drawing(nil).PNG(nil)
	if err != nil {
		t.Fatal(err)
	}
	read, err := png.Decode(bytes.NewReader(painted))
	if err != nil || read.Bounds().Dx() != 1200 || read.Bounds().Dy() != 630 {
		t.Error(err, read.Bounds())
	}
	if r, _, b, _ := read.At(5, 5).RGBA(); r>>8 != 0x0b || b>>8 != 0x4f {
		t.Errorf("there is no band at the top: %x %x", r>>8, b>>8)
	}
}

// Who does not see the card hears all that stands on it.
func TestTheWordsOfACard(t *testing.T) {
	for want, card := range map[string]Card{
		"Ofsted, 2022. Inspection of services. Overall effectiveness: Good. The site.": {Above: "Ofsted, 2022", Title: "Inspection of services", Label: "Overall effectiveness", Big: "Good", Below: "The site"},
		"Did they fix it? Supervision. What was said last: Still open. The site.":      {Above: "Did they fix it?", Title: "Supervision", Label: "What was said last:", Big: "Still open", Below: "The site"},
		"Re-referrals. There were 884. The site.":                                      {Title: "Re-referrals", Label: "There were 884.", Below: "The site"},
	} {
		if got := card.Words(); got != want {
			t.Errorf("%+v is said as %q", card, got)
		}
	}
}
