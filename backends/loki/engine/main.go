// Command engine runs LogQL on Loki's own parser and pipeline, without a server.
//
//	engine LINES.ndjson  answers each query on standard input (a JSON text a line) with {"ids": [...]}, the eventIDs of
//	                     the lines that it keeps, or {"error": "..."}; a metric query selects what it counts
//	engine -rules FILE   reads a file of rules as the ruler does
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/grafana/loki/v3/pkg/logql/syntax"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"go.yaml.in/yaml/v3"
)

type answer struct {
	IDs   []string `json:"ids"`
	Error string   `json:"error,omitempty"`
}

func main() {
	data, err := os.ReadFile(os.Args[len(os.Args)-1])
	if err == nil && os.Args[1] == "-rules" {
		err = checkRules(data)
	} else if err == nil {
		err = serve(bytes.Split(bytes.TrimSpace(data), []byte("\n")))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(lines [][]byte) error {
	in, out := bufio.NewScanner(os.Stdin), json.NewEncoder(os.Stdout)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		var query string
		if err := json.Unmarshal(in.Bytes(), &query); err != nil {
			return err
		}
		found, err := ask(query, lines)
		if err != nil {
			found = answer{Error: err.Error()}
		}
		if err = out.Encode(found); err != nil {
			return err
		}
	}
	return in.Err()
}

func ask(query string, lines [][]byte) (answer, error) {
	kept := answer{IDs: []string{}}
	expr, err := syntax.ParseExpr(query)
	if err != nil {
		return kept, err
	}
	logs, _ := expr.(syntax.LogSelectorExpr)
	if metric, ok := expr.(syntax.SampleExpr); ok {
		if logs, err = metric.Selector(); err != nil {
			return kept, err
		}
	}
	pipeline, err := logs.Pipeline()
	if err != nil {
		return kept, err
	}
	process := pipeline.ForStream(labels.FromStrings("job", "cloudtrail"))
	for number, line := range lines {
		var record struct{ EventID string }
		if _, _, ok := process.Process(int64(number), line, labels.EmptyLabels()); ok {
			err = errors.Join(err, json.Unmarshal(line, &record))
			kept.IDs = append(kept.IDs, record.EventID)
		}
	}
	return kept, err
}

func checkRules(data []byte) error {
	var file rulefmt.RuleGroups
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	err := decoder.Decode(&file)
	for _, group := range file.Groups {
		for _, rule := range group.Rules {
			if _, wrong := syntax.ParseExpr(rule.Expr); wrong != nil && err == nil {
				err = fmt.Errorf("%s: %w", rule.Alert, wrong)
			}
		}
	}
	return err
}
