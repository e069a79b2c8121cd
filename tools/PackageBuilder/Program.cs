using PackageBuilder;

if (args is not [var folder, var package])
{
    Console.Error.WriteLine("usage: PackageBuilder MODULE-FOLDER PACKAGE-FILE");
    return 64;
}

try
{
    ModuleManifest manifest = ModuleManifest.Read(folder);
    if (Path.GetFileName(package) != $"{manifest.Name}.{manifest.Version}.nupkg")
    {
        throw new InvalidDataException($"The manifest says version {manifest.Version}, the build {Path.GetFileName(package)}: Directory.Build.props and the manifest must agree.");
    }

    IReadOnlyList<string> files = ModuleContent.List(folder);
    IReadOnlyList<ShippedPackage> packages = ShippedPackage.Read(folder);
    var archive = new PackageArchive();
    foreach (string file in files)
    {
        archive.Add(file, File.ReadAllBytes(Path.Combine(folder, file)));
    }

    archive.Add("sbom.cdx.json", SoftwareBill.Write(manifest, packages, files, folder));
    archive.Add($"{manifest.Name}.nuspec", Nuspec.Write(manifest));
    archive.Save(package, manifest);
    Console.WriteLine($"{manifest.Name} -> {package}");
    return 0;
}
catch (Exception exception) when (exception is IOException or InvalidDataException)
{
    // MSBuild shows a line of this form as an error of the build.
    Console.Error.WriteLine($"PackageBuilder : error PKG0001: {exception.Message}");
    return 1;
}
