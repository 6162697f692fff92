package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"stet/claims"
	"stet/sources"
	"stet/web"
)

// serveOptions are the flags of `stet serve`.
type serveOptions struct {
	addr, desk, secret, tokenFile, name string
	hosts                               []string
	logJSON, quiet                      bool
}

func (a *app) serveCommand() *cobra.Command {
	o := &serveOptions{}
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open the editor's desk: check, decide and sign off in a browser",
		Long: `serve opens a page where drafts are pasted or dropped, shows the findings beside the words, keeps what is
decided on each, and exports the report, the corrected text and more. It listens on this computer alone and asks the
network for nothing.

Another address than this computer's own needs a token of 16 characters or more, from --token-file, the environment's STET_TOKEN
or --token, that everybody must know who wants in; put it behind something that speaks TLS, since serve itself does not.

Drafts and decisions are kept in one file, which only you may read, in your data folder or where --desk or stet.toml says. What the baselines and
the ignore list of stet.toml know counts as decided.`,
		Example: `  stet serve
  stet serve --addr 127.0.0.1:9000 --name "R. Okafor"
  stet serve --addr 0.0.0.0:8421 --token-file desk.token --host desk.example.org`,
		Args: usage(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), o) },
	}
	f := c.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:8421", "the `ADDRESS:PORT` to listen on; port 0 for any that is free")
	f.StringVar(&o.desk, "desk", "", "the file that keeps drafts and decisions (default: that of stet.toml, else desk.sqlite in your data folder)")
	f.StringVar(&o.secret, "token", "", "the token; others on this computer can read it there, which they cannot with --token-file")
	f.StringVar(&o.tokenFile, "token-file", "", "a file whose first line is the token")
	f.StringVar(&o.name, "name", a.env("USER"), "the name on decisions whose maker gives none; on an address of the network everybody gives their own")
	f.StringSliceVar(&o.hosts, "host", nil, "a `NAME` by which browsers reach the desk, beside localhost and bare addresses")
	f.BoolVar(&o.logJSON, "log-json", false, "write the log as JSON, a line each")
	f.BoolVar(&o.quiet, "quiet", false, "log what went wrong alone")
	a.addAsOf(c)
	return c
}

func (a *app) serve(ctx context.Context, o *serveOptions) error {
	token, err := a.token(o)
	if err != nil {
		return err
	}
	local, err := isLoopback(o.addr)
	if err != nil {
		return err
	}
	if !local && token == "" {
		return usageError("--addr %s is reached from other computers: give a token with --token-file or STET_TOKEN, or listen on 127.0.0.1", o.addr)
	}
	path, err := a.deskFile(o.desk)
	if err != nil {
		return err
	}
	known, err := a.knownBefore("")
	if err != nil {
		return err
	}
	db, err := a.openReference(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	store, err := web.OpenStore(ctx, path)
	if err != nil {
		return err
	}
	defer store.Close()
	opt := web.Options{Version: version, Seats: db.Members(), Token: token, Known: known, Log: a.logger(o)}
	if local {
		opt.Who = o.name
	}
	for _, h := range o.hosts {
		opt.Hosts = append(opt.Hosts, strings.ToLower(h))
	}
	desk, err := web.New(store, claims.NewChecker(db), claims.ReferenceInfo{Version: db.Version(), Datasets: db.Datasets()}, opt)
	if err != nil {
		return usageError("%w", err)
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w: choose another with --addr", o.addr, err)
	}
	fmt.Fprintf(a.Out, "The desk is open at http://%s/\n", l.Addr())
	return desk.Serve(ctx, l)
}

// token is the flag's, else the file's, else the environment's; "" for none.
func (a *app) token(o *serveOptions) (string, error) {
	file := o.tokenFile
	if o.secret != "" || file == "" {
		return cmp.Or(o.secret, a.env("STET_TOKEN")), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", usageError("--token-file %w", cannotRead(file, err))
	}
	line, _, _ := strings.Cut(string(data), "\n")
	if line = strings.TrimSpace(line); line == "" {
		return "", usageError("--token-file %s: its first line is empty: write the token there", file)
	}
	return line, nil
}

// isLoopback reports whether an address is this computer's own alone. A name is not asked for: what it stands for may
// change between the question and the use.
func isLoopback(addr string) (bool, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false, usageError("--addr %s: give an address and a port, such as 127.0.0.1:8421", addr)
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback(), nil
}

// deskFile is where drafts and decisions are kept.
func (a *app) deskFile(named string) (string, error) {
	if named = cmp.Or(named, a.set.Desk); named != "" {
		return named, nil
	}
	data := sources.UserDataPath(a.env)
	if data == "" {
		return "", usageError("there is no data folder to keep the desk in: name a file with --desk")
	}
	return filepath.Join(filepath.Dir(data), "desk.sqlite"), nil
}

func (a *app) logger(o *serveOptions) *slog.Logger {
	opt := &slog.HandlerOptions{}
	if o.quiet {
		opt.Level = slog.LevelError
	}
	if o.logJSON {
		return slog.New(slog.NewJSONHandler(a.Err, opt))
	}
	return slog.New(slog.NewTextHandler(a.Err, opt))
}
