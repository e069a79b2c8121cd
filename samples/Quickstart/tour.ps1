# The tour of the README: everything the module is for, in a few lines.
param([Parameter(Mandatory)] [string] $TargetProjectId)
$vault = New-ScwStore -Path ./vault
Backup-ScwSecret -Store $vault -Environment production -DataClass critical
Get-ScwSnapshotItem -Store $vault -Folder /production/webshop -Version LatestEnabled
$drill = @{ Folder = '/production/webshop'; ProjectId = $TargetProjectId; Region = 'nl-ams' }
Restore-ScwSecret -Store $vault @drill -Confirm:$false
Compare-ScwSecret -Store $vault @drill
Test-ScwSnapshot -Store $vault
