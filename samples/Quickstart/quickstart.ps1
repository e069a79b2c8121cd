# From a project full of secrets to an encrypted store, and from there into another project and region.
# Settings come from the SCW_ variables and PLAKAR_PASSPHRASE; whoever has set neither is asked for the passphrase
# and uses the Scaleway config file.
param(
    [string] $StorePath = './scw-quickstart-store',
    [Parameter(Mandatory)] [string] $TargetProjectId,
    [string] $TargetRegion = 'nl-ams'
)

# The source: metadata only, no value is read.
Get-ScwSecret -Folder /production*

# An encrypted store, in the format of plakar.
$store = New-ScwStore -Path $StorePath
$store

# The first backup reads every value once.
Backup-ScwSecret -Store $store -Environment production -DataClass critical -Label quickstart

# The second one finds nothing new and reads no value at all.
Backup-ScwSecret -Store $store -Environment production -DataClass critical -Label quickstart

# Both are restore points, newest first.
Get-ScwSnapshot -Store $store

# What is in the newest one? Each version of each secret, without its value.
Get-ScwSnapshotItem -Store $store -Folder /platform/edge*, /onboarding, /binary

# What would a restore into another project and region do? Nothing is written; this is what could not come back, and why.
$destination = @{ Store = $store; ProjectId = $TargetProjectId; Region = $TargetRegion }
Restore-ScwSecret @destination -WhatIf | Where-Object Action -ne Create

# Restore production there.
Get-ScwSnapshotItem -Store $store -Folder /production* | Restore-ScwSecret @destination -Confirm:$false

# The same again finds everything in place and writes nothing.
$again = Get-ScwSnapshotItem -Store $store -Folder /production* | Restore-ScwSecret @destination -Confirm:$false
"$(@($again | Where-Object Action -eq Unchanged).Count) of $(@($again).Count) secrets are unchanged."

Close-ScwStore -Store $store
