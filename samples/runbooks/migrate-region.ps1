#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Moves secrets to another region in two steps: plan, which a colleague reviews, and run.
.DESCRIPTION
    The plan is a JSON file without values. Run checks first that the destination still is what the plan saw. After an interruption the same
    command completes what is missing and doubles nothing.
    Exit codes: 0 done, otherwise the highest of the results. Compare-ScwSecret with the same -KeyIdMap shows what differs afterwards.
.EXAMPLE
    ./migrate-region.ps1 -Store vault -Destination ams -PlanFile ./plan.json -KeyIdMap @{ $parisKey = $amsterdamKey }
.EXAMPLE
    ./migrate-region.ps1 -Store vault -Destination ams -PlanFile ./plan.json -Run
#>
[CmdletBinding(DefaultParameterSetName = 'Plan')]
param(
    [Parameter(Mandatory)]
    [string] $Store,

    [Parameter(Mandatory)]
    [string] $Destination,

    [Parameter(Mandatory)]
    [string] $PlanFile,

    [string] $Snapshot = 'latest',

    [Parameter(ParameterSetName = 'Plan')]
    [hashtable] $KeyIdMap = @{},

    [Parameter(Mandatory, ParameterSetName = 'Run')]
    [switch] $Run
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$exitCode = 0
$file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($PlanFile)
$vault = Open-ScwStore -Path $Store
try {
    if (-not $Run) {
        $options = @{ Version = 'LatestEnabled'; ConflictAction = 'NewVersion'; KeyIdMap = $KeyIdMap }
        $plan = New-ScwRestorePlan -Store $vault -Snapshot $Snapshot -Destination $Destination @options
        [IO.File]::WriteAllText($file, $plan.ToJson())
        $plan.Actions
    }
    else {
        Restore-ScwSecret -Store $vault -Destination $Destination -Plan $file -Confirm:$false -ErrorAction Continue | ForEach-Object {
            $_
            if ($_.ExitCode -gt $exitCode) {
                $exitCode = $_.ExitCode
            }
        }
    }
}
finally {
    Close-ScwStore -Store $vault
}

exit $exitCode
