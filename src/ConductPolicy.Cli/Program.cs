using System.CommandLine;
using System.Text;
using ConductPolicy.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand("What a school trust's policy on the conduct of parents permits, what comes first, and on which clause.")
{
    DecideCommand.Create(),
    ValidateCommand.Create(),
    MatrixCommand.Create(),
    ClausesCommand.Create(),
};
var parsed = root.Parse(args);
var exit = parsed.Invoke();

// The parser gives 1 for wrong usage; here 1 says that the rules or the case fall short.
return parsed.Errors.Count > 0 ? ExitCode.BadInput : exit;
