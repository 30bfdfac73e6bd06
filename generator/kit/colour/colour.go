// Package colour computes how well colours can be told apart, and reads which
// colours a style uses in each setting of a reader.
//
// It takes colours such as "#0b4a4f" and the text of a style that names its
// colours as custom properties of the root, and gives contrasts and palettes.
// It reads no more of a style than those properties, the selectors of the
// root and the media in which they hold; what it cannot read it refuses.
package colour

import (
	"fmt"
	"math"
	"strconv"
)

// Contrast is that of two colours as the guidelines define it, from 1 to 21.
func Contrast(a, b string) (float64, error) {
	one, err := luminance(a)
	if err != nil {
		return 0, err
	}
	two, err := luminance(b)
	if err != nil {
		return 0, err
	}
	return (max(one, two) + 0.05) / (min(one, two) + 0.05), nil
}

func luminance(colour string) (float64, error) {
	if !Is(colour) {
		return 0, fmt.Errorf("%q is not a colour such as #0b4a4f", colour)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		part, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			return 0, err
		}
		c := float64(part) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum, nil
}

// Is tells whether something is a colour of six digits, "#0b4a4f".
func Is(written string) bool {
	if len(written) != 7 || written[0] != '#' {
		return false
	}
	_, err := strconv.ParseUint(written[1:], 16, 32)
	return err == nil
}
