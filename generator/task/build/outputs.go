package build

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"plainsight/generator/kit/memory"
)

// A site may be built into several folders in turn, one to look at and one to
// publish. What is known of each stays, as long as there are few and it is there.

// mostOutputs is how many folders are remembered.
const mostOutputs = 4

// keepOutputs keeps what is known of other outputs.
func (o Options) keepOutputs() {
	sum := memory.SumOf("outputs")
	var known []string
	text, _ := o.Memory.Recall(sum)
	_ = json.Unmarshal(text, &known) // else none is known
	outputs := []string{absolute(o.Output)}
	for _, output := range known {
		if _, err := os.Stat(output); err == nil && !slices.Contains(outputs, output) && len(outputs) < mostOutputs {
			outputs = append(outputs, output)
			o.Memory.Use(memory.SumOf(lastBuild, output))
			o.Memory.Use(memory.SumOf(lastStood, output))
		}
	}
	if text, err := json.Marshal(outputs); err == nil && !slices.Equal(outputs, known) {
		o.Memory.Keep(sum, text)
	}
}

func absolute(output string) string {
	found, err := filepath.Abs(output)
	if err != nil {
		return output // which is another one after that, and known to nobody
	}
	return found
}
