package diag

import (
	"encoding/json"
	"io"
)

// JSON writes problems for tools, one object a line.
func JSON(w io.Writer, problems []Problem) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, p := range problems {
		line := struct {
			Severity Severity `json:"severity"`
			Code     string   `json:"code"`
			File     string   `json:"file"`
			Line     int      `json:"line"`
			Column   int      `json:"column"`
			Message  string   `json:"message"`
			Hint     string   `json:"hint"`
			Write    string   `json:"write,omitempty"`
		}{p.Severity, p.Code, p.Place.File, p.Place.Line, p.Place.toGo().Column, p.Message, p.Hint, p.Write}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
