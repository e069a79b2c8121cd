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
$artifacts = Join-Path $PSScriptRoot 'artifacts'
$module = Join-Path $artifacts 'ScwSecretBackup'

function Invoke-DotNet {
    dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE."
    }
}

function Invoke-Build {
    Invoke-DotNet build (Join-Path $PSScriptRoot 'ScwSecretBackup.sln') --configuration $Configuration
}

function Invoke-Test {
    Push-Location $PSScriptRoot
    try {
        Invoke-DotNet test --configuration $Configuration
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
    if ($result.FailedCount -gt 0) {
        throw "$($result.FailedCount) Pester tests failed."
    }
}

function Invoke-Package {
    if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
        Write-Warning 'Microsoft.PowerShell.PSResourceGet 1.1 or later is not installed: no package was made.'
        return
    }

    $packages = New-Item -ItemType Directory -Force -Path (Join-Path $artifacts 'packages')
    Compress-PSResource -Path $module -DestinationPath $packages -PassThru
}

if ($Task -contains 'Package' -and $Configuration -ne 'Release') {
    throw 'A package is made of a Release build: add -Configuration Release.'
}

Invoke-Build
switch ($Task) {
    'Test' { Invoke-Test }
    'Package' { Invoke-Package }
}
