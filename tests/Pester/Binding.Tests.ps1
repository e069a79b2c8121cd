#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# What names a snapshot or a point in time, where it comes from, and what the Tab key offers for it.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    $script:manifest = Join-Path (Import-BuiltModule).ModuleBase 'ScwSecretBackup.psd1'
    $script:playground = Open-Playground
    $script:store = New-ScwStore -Path (Join-Path $playground.Folder 'store') -Plaintext -WarningAction Ignore
    $script:first = Backup-ScwSecret -Store $store -Folder /production* -SnapshotName 'the first' -Label 'keep it' -Environment production
    $script:backup = Backup-ScwSecret -Store $store
    $script:file = Join-Path $playground.Folder 'snapshots.xml'
    Get-ScwSnapshot -Store $store | Export-Clixml $file
}

AfterAll {
    $store | Close-ScwStore
    Close-Playground $playground
}

Describe 'A snapshot in the pipeline' {
    It 'is text' {
        ('latest' | Get-ScwSnapshotItem -Store $store)[0].Snapshot | Should -Be $backup.SnapshotId
        ($first.SnapshotId.Substring(0, 10) | Get-ScwSnapshotItem -Store $store)[0].Snapshot | Should -Be $first.SnapshotId
        'latest' | Test-ScwSnapshot -Store $store -Quiet | Should -BeTrue
        { 'latest' | Compare-ScwSnapshot -Store $store -ReferenceSnapshot $first.SnapshotId -ErrorAction Stop } | Should -Not -Throw
        'latest' | Get-ScwSnapshotValue -Store $store -Name token -Folder /production/webshop/api/v1 -AsPlainText | Should -Not -BeNullOrEmpty
    }

    It 'is an object that finds its store' {
        (Get-ScwSnapshot -Store $store -Id $first | Get-ScwSnapshotItem).Count | Should -BeGreaterThan 0
        $backup | Get-ScwSnapshot | Should -HaveCount 1
        Get-ScwSnapshot -Store $store | Test-ScwSnapshot -Quiet | Should -BeTrue
        $target = New-ScwStore -Path (Join-Path $playground.Folder 'copy') -Plaintext -WarningAction Ignore
        (Get-ScwSnapshot -Store $store | Copy-ScwSnapshot -TargetStore $target).Status | Should -Be 'Copied', 'Copied'
        Get-ScwSnapshot -Store $target | Remove-ScwSnapshot -Confirm:$false | Should -HaveCount 2
        Get-ScwSnapshot -Store $target | Should -BeNullOrEmpty
        $target | Close-ScwStore
    }

    It 'is a copy out of a file' {
        Import-Clixml $file | Test-ScwSnapshot -Quiet | Should -BeTrue
        Import-Clixml $file | Where-Object Name -EQ 'the first' | Get-ScwSnapshotItem | Select-Object -ExpandProperty Snapshot -Unique | Should -Be $first.SnapshotId
    }

    It 'is an item, and then that alone is restored' {
        $items = Join-Path $playground.Folder 'items.csv'
        Get-ScwSnapshotItem -Store $store -Name database -Folder /production/billing | Export-Csv $items
        $target = $playground.Target
        $planned = Import-Csv $items | Restore-ScwSecret @target -WhatIf
        $planned.Target | Should -Be '/production/billing/database'
    }

    It 'is a saved plan only where the store is named' {
        $target = $playground.Target
        $saved = Join-Path $playground.Folder 'plan.xml'
        New-ScwRestorePlan -Store $store -Name token @target | Export-Clixml $saved
        (Import-Clixml $saved | Restore-ScwSecret -Store $store -WhatIf).Name | Should -Be (Import-Clixml $saved).Actions.Name
        $saved | Restore-ScwSecret -Store $store -WhatIf | Should -Not -BeNullOrEmpty
        Get-Item $saved | Restore-ScwSecret -Store $store -WhatIf | Should -Not -BeNullOrEmpty
        { Import-Clixml $saved | Restore-ScwSecret -WhatIf -ErrorAction Stop } | Should -Throw -ErrorId 'RestorePlanInvalid,*'
    }
}

Describe 'A date' {
    It 'is one after Export-Clixml, to the last digit' {
        $snapshot = Get-ScwSnapshot -Store $store -Id $backup
        $copy = Import-Clixml $file | Where-Object Id -EQ $backup.SnapshotId
        $copy.Timestamp | Should -BeOfType ([datetime])
        [datetimeoffset] $copy.Timestamp | Should -Be $snapshot.Timestamp
        $copy.Timestamp -gt (Get-Date).AddDays(-1) | Should -BeTrue
        (Import-Clixml $file | Sort-Object Timestamp)[0].Name | Should -Be 'the first'
        $snapshot.Timestamp | Should -BeOfType ([datetimeoffset])
    }

    It 'is one after a job' {
        $location = $store.Location
        $copy = Start-Job { Import-Module $using:manifest; Get-ScwSnapshot -Store $using:location -Latest } | Receive-Job -Wait -AutoRemoveJob
        [datetimeoffset] $copy.Timestamp | Should -Be (Get-ScwSnapshot -Store $store -Latest).Timestamp
    }

    It 'goes into a filter as it came' {
        $snapshot = Import-Clixml $file | Where-Object Id -EQ $backup.SnapshotId
        (Get-ScwSnapshot -Store $store -Since $snapshot.Timestamp).Id | Should -Be $backup.SnapshotId
    }
}

Describe 'Completion of <text>' -ForEach @(
    @{ Text = 'Get-ScwSnapshotItem -Store $store -Name tok'; Offered = 'token' }
    @{ Text = 'Get-ScwSnapshotItem -Store $store -Folder /production/billing/'; Offered = '/production/billing/api/v1' }
    @{ Text = 'Get-ScwSnapshotItem -Store $store -Include /production/billing/d'; Offered = '/production/billing/database' }
    @{ Text = 'Get-ScwSnapshot -Store $store -Name "the'; Offered = '"the first"' }
    @{ Text = 'Get-ScwSnapshot -Store $store -Tag k'; Offered = "'keep it'" }
    @{ Text = 'Get-ScwSnapshot -Store $store -Environment p'; Offered = 'production' }
    @{ Text = 'Get-ScwSnapshot -Store $store -Since 3'; Offered = '30d' }
) {
    It 'offers <offered>' {
        $null = Get-ScwSnapshotItem -Store $store
        $null = Get-ScwSnapshot -Store $store
        (TabExpansion2 -inputScript $Text -cursorColumn $Text.Length).CompletionMatches.CompletionText | Should -Be $Offered
    }

    It 'needs no store on the line where the defaults have it' {
        $PSDefaultParameterValues = @{ '*-Scw*:Store' = $store.Location }
        $line = $Text -replace ' -Store \$store'
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Be $Offered
    }
}

Describe 'Completion of names of files' {
    BeforeAll {
        $null = New-Item -ItemType File (Join-Path $TestDrive 'zzz-a-file')
        Push-Location $TestDrive
        $takesFiles = 'Path', 'Store', 'TargetStore', 'KeyFile', 'TargetKeyFile', 'Plan', 'S3CertificateAuthority'
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        $text = [string], [string[]], [object], [uri], [Nullable[DateTimeOffset]], [Nullable[TimeSpan]]
        $lines = foreach ($command in Get-Command -Module ScwSecretBackup -CommandType Cmdlet) {
            foreach ($parameter in $command.Parameters.Values.Where({ $_.ParameterType -in $text -and $_.Name -notin $common })) {
                [pscustomobject]@{ Line = "$command -$($parameter.Name) zzz"; TakesFiles = $parameter.Name -in $takesFiles }
            }
        }
        $script:offering = $lines.Where({
                $offered = (TabExpansion2 -inputScript $_.Line -cursorColumn $_.Line.Length).CompletionMatches | ForEach-Object CompletionText
                $offered -match 'zzz-a-file'
            })
    }

    AfterAll {
        Pop-Location
    }

    It 'offers none where other text is taken' {
        $offering.Where({ -not $_.TakesFiles }) | ForEach-Object Line | Should -BeNullOrEmpty
    }

    It 'offers them where they are' {
        $offering.Where({ $_.TakesFiles }) | ForEach-Object Line | Should -Contain 'New-ScwStore -KeyFile zzz'
    }
}
