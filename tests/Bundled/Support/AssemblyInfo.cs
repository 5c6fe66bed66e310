// The clients, the bootstrap and the hosting all read environment variables, which belong to the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
