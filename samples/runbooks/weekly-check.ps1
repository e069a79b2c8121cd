#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Checks a store, removes what retention no longer keeps, and frees the space. In that order: nothing is removed from a store that is damaged.
.DESCRIPTION
    Keeps one snapshot a day for a week, one a week for five weeks, and one a month for a year, for each source. The last snapshot of a source is
    never removed. Exit codes: 0 done, 65 the check found damage and nothing was removed.
.EXAMPLE
    ./weekly-check.ps1 -Store vault
.EXAMPLE
    ./weekly-check.ps1 -Store vault -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Store
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$vault = Open-ScwStore -Path $Store
try {
    $findings = @(Test-ScwStore -Store $vault)
    $findings
    if ($findings | Where-Object Severity -EQ Error) {
        exit 65
    }

    Invoke-ScwRetention -Store $vault -Days 7 -PerDay 1 -Weeks 5 -PerWeek 1 -Months 12 -PerMonth 1 -Confirm:$false
    Optimize-ScwStore -Store $vault -Confirm:$false
}
finally {
    Close-ScwStore -Store $vault
}

exit 0
