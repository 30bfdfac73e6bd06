package lint

import "testing"

// TestLettersThatArePassedOver: of the letters for which no line is looked at,
// none would be reported.
func TestLettersThatArePassedOver(t *testing.T) {
	for letter := range rune(0x3000) {
		if printed(letter) && (isTurning(letter) || isUnseen(letter) || looksLatin(letter)) {
			t.Errorf("%U would be passed over", letter)
		}
	}
}
