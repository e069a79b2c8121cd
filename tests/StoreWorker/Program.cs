using StoreWorker;

// A process that uses a store together with others: StoreWorker ROLE PLACE [NUMBER ROUNDS].
// It writes a line for everything it has done; all but writers go on until their input ends.
using var stop = new CancellationTokenSource();
string place = args[1];
Task work = args[0] switch
{
    "write" => Writer.RunAsync(place, number: int.Parse(args[2], null), rounds: int.Parse(args[3], null), stop.Token),
    "read" => Reader.RunAsync(place, stop.Token),
    "remove" => Remover.RunAsync(place, stop.Token),
    "maintain" => Maintainer.RunAsync(place, stop.Token),
    _ => throw new ArgumentException($"There is no role '{args[0]}'."),
};
if (args[0] != "write")
{
    Task ended = Console.In.ReadToEndAsync();
    await Task.WhenAny(work, ended);
    await stop.CancelAsync();
}

try
{
    await work;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    // Told to end.
}
