package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"stet/sources"
)

// Exit codes. A failure outranks a refuted claim.
const (
	codeRefuted = 1
	codeUsage   = 2
	codeFailure = 3
)

// streams are the three of the process.
type streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// env reads an environment variable; "" where it is not set.
type env func(string) string

// app is what every command needs of the world around it.
type app struct {
	streams
	env env
	own dataFlags // which datasets of the user's own are looked into

	config  string    // the settings file that --config names
	verbose bool      // tell which settings are in force
	set     *settings // never nil once a command runs
}

// codedError is an error with its exit code. Without an error inside it says nothing: what there is to
// say was printed.
type codedError struct {
	code int
	err  error
}

func (e *codedError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *codedError) Unwrap() error { return e.err }

// usageError is a mistake in how the command was called.
func usageError(format string, args ...any) error {
	return &codedError{codeUsage, fmt.Errorf(format, args...)}
}

// silent ends the program with a code and no further word.
func silent(code int) error { return &codedError{code: code} }

// exitCode is the exit code that an error of run stands for.
func exitCode(err error) int {
	var coded *codedError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &coded):
		return coded.code
	}
	return codeFailure
}

// run carries out one command line. It prints its own errors, in one line each, on the error stream;
// the error that it returns serves exitCode.
func run(ctx context.Context, getenv env, s streams, args []string) error {
	a := &app{streams: s, env: getenv, set: &settings{}}
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	err := root.ExecuteContext(ctx)
	if errors.Is(err, syscall.EPIPE) {
		return silent(codeFailure) // the reader of our output went away, as `| head` does
	}
	var coded *codedError
	if err != nil && !(errors.As(err, &coded) && coded.err == nil) {
		fmt.Fprintf(s.Err, "stet: %v\n", err)
	}
	return err
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "stet",
		Short: "Check what an article says about United Nations votes",
		Long: `stet reads an article, finds each claim about votes of the United Nations, decides which vote each is
about, and checks it against the voting record that the program carries. It needs no network.

Settings for all commands are read from stet.toml in the working folder or above it, up to the repository's root, or
from --config FILE; flags win over them. 'stet config' tells what is in force.

Exit codes: 0 nothing refuted, 1 something refuted, 2 wrong usage, 3 something failed.`,
		Example: `  stet check article.html
  stet check --date 2025-02-25 --report report.html draft.md
  stet data show A/RES/ES-11/7`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          commandOnly,
		RunE:          helpAsked,
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError("%w: see '%s --help'", err, c.CommandPath())
	})
	root.SuggestionsMinimumDistance = 2
	a.addData(root)
	a.addConfig(root)
	root.AddCommand(a.checkCommand(), a.serveCommand(), a.archiveCommand(), a.dataCommand(), a.decisionsCommand(), a.configCommand(), a.versionCommand())
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveDefault)
	return root
}

// commandOnly refuses words that are no command, with the nearest ones.
func commandOnly(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := ""
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		hint = fmt.Sprintf("; did you mean %s?", strings.Join(near, " or "))
	}
	return usageError("%q is no command of %s%s: see '%s --help'", args[0], c.CommandPath(), hint, c.CommandPath())
}

// helpAsked prints the help of a command that only groups others.
func helpAsked(c *cobra.Command, _ []string) error { return c.Help() }

// usage turns the error of an argument count into a usage error that names the help.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usageError("%w: see '%s --help'", err, c.CommandPath())
		}
		return nil
	}
}

// openReference opens the voting record with the user's own datasets over it; STET_CACHE_DIR moves its store.
func (a *app) openReference(ctx context.Context) (*sources.DB, error) {
	layers, err := a.layers()
	if err != nil {
		return nil, err
	}
	db, err := sources.Open(ctx, layers)
	if err != nil {
		return nil, err
	}
	if note := db.Note(); note != "" {
		a.say("note: %s", note)
	}
	return db, nil
}

// say writes a line for the person on the error stream.
func (a *app) say(format string, args ...any) {
	fmt.Fprintf(a.Err, "stet: "+format+"\n", args...)
}
