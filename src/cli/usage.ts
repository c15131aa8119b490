/** What `portolan --help` prints. */
export const usage = `portolan: the ports, endpoints, hardware and prerequisites of hybrid identity, each with its source

  portolan                      open a prompt (or answer piped questions, one a line)
  portolan ask "QUESTION"       answer one question; with --json, --csv or --markdown for scripts and
                                documents, --raw for the file that an export makes
  portolan catalog [--json]     the whole catalog: what it holds, or all of it as JSON
  portolan runner probe KIND HOST [PORT]
                                prove one flow from this computer, without a hub; --json for scripts
  portolan runner help          what else a runner does
  portolan help | version

  portolan ask "ports adfs wap"
  portolan ask "sizing 250000" --json
  portolan ask "export connect dc --as nft" --raw > portolan.nft
  portolan ask help             what can be asked
  portolan runner probe ldap dc01.contoso.com

Exit code: 0 for an answer, 2 for a question that cannot be understood, 1 for a fault.
`;
