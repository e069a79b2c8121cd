#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests or packs the module. Every task is one call of dotnet or of a module that is already installed; nothing gets installed.
.EXAMPLE
    ./build.ps1
    Builds artifacts/ScwSecretBackup, ready for Import-Module.
.EXAMPLE
    ./build.ps1 -Task Test -Configuration Release
.EXAMPLE
    ./build.ps1 -Task Package
    Makes artifacts/packages/ScwSecretBackup.<version>.nupkg, the same bytes for the same commit.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:POWERSHELL_TELEMETRY_OPTOUT = '1'

function Invoke-DotNet {
    param([Parameter(Mandatory)] [string[]] $Argument)

    dotnet @Argument
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($Argument[0]) failed with exit code $LASTEXITCODE."
    }
}

function Invoke-Build {
    param([Parameter(Mandatory)] [string] $Configuration)

    Invoke-DotNet -Argument 'build', (Join-Path $PSScriptRoot 'ScwSecretBackup.sln'), '--configuration', $Configuration
}

function Invoke-Test {
    param([Parameter(Mandatory)] [string] $Configuration)

    Push-Location $PSScriptRoot
    try {
        Invoke-DotNet -Argument 'test', '--configuration', $Configuration
    }
    finally {
        Pop-Location
    }

    Invoke-PesterSuite
}

function Invoke-PesterSuite {
    $pester = Get-Module -Name Pester -ListAvailable | Where-Object Version -GE '5.5.0' | Select-Object -First 1
    if (-not $pester) {
        Write-Warning 'Pester 5.5 or later is not installed: tests/Pester was skipped.'
        return
    }

    Import-Module $pester.Path
    $result = Invoke-Pester -Path (Join-Path $PSScriptRoot 'tests/Pester') -PassThru
    if ($result.Result -ne 'Passed') {
        throw "$($result.FailedCount) Pester tests failed."
    }
}

# Always of a Release build; into artifacts/packages.
function Invoke-Package {
    Invoke-DotNet -Argument 'build', (Join-Path $PSScriptRoot 'src/ScwSecretBackup'), '-t:Package'
}

switch ($Task) {
    'Build' { Invoke-Build -Configuration $Configuration }
    'Test' { Invoke-Build -Configuration $Configuration; Invoke-Test -Configuration $Configuration }
    'Package' { Invoke-Package }
}
