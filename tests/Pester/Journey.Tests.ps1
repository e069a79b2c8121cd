#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# From a project full of secrets into a store and back, in the order an admin does it.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    Import-BuiltModule
    $script:playground = Open-Playground
    $script:target = $playground.Target
    $script:store = New-ScwStore -Path (Join-Path $playground.Folder 'store') -Plaintext -WarningAction Ignore
}

AfterAll {
    $store | Close-ScwStore
    Close-Playground $playground
}

Describe 'The live secrets' {
    It 'go through Where, Sort, Group and Select' {
        $byFolder = Get-ScwSecret | Where-Object Type -EQ 'database_credentials' | Sort-Object Folder, Name | Group-Object { $_.Folder.Split('/')[1] }
        $byFolder.Name | Should -Be @('development', 'production', 'staging')
        $byFolder.ForEach('Count') | Should -Be @(4, 4, 4)
        (Get-ScwSecret -Folder /production/webshop | Select-Object -First 1 -ExpandProperty Name) | Should -Be 'database'
    }

    It 'have no property that holds a value' {
        (Get-ScwSecret | Get-Member -MemberType Properties).Name | Should -Not -Contain 'Value'
    }
}

Describe 'A backup' {
    It 'tells with -WhatIf what it would do, and writes nothing' {
        Backup-ScwSecret -Store $store -WhatIf | Should -Not -BeNullOrEmpty
        Get-ScwSnapshot -Store $store | Should -BeNullOrEmpty
    }

    It 'reads every value once' {
        $script:first = Backup-ScwSecret -Store $store -Environment production -DataClass critical -Label nightly
        $first.SecretCount | Should -Be (Get-ScwSecret -IncludePendingDeletion).Count
        $first.ValuesRead | Should -BeGreaterThan 100
        $first.ExitCode | Should -BeIn 0, 1
    }

    It 'reads no value when nothing has changed' {
        $second = Backup-ScwSecret -Store $store
        $second.ValuesRead | Should -Be 0
        $second.ValuesReused | Should -Be $first.ValuesRead
    }

    It 'takes what comes down the pipeline' {
        $result = Get-ScwSecret -Folder /staging* | Backup-ScwSecret -Store $store -Label staging
        $result.SecretCount | Should -Be 12
        $result.IsPartial | Should -BeTrue
    }
}

Describe 'The snapshots' {
    It 'are listed, newest first, with what they were given' {
        $snapshots = Get-ScwSnapshot -Store $store
        $snapshots.Count | Should -Be 3
        $snapshots.Timestamp | Should -Be ($snapshots.Timestamp | Sort-Object -Descending)
        (& (Get-Alias Get-ScwRestorePoint) -Store $store -Tag nightly).Environment | Should -Be 'production'
    }

    It 'are found by the first digits of an id' {
        (Get-ScwSnapshot -Store $store -Id $first.SnapshotId.Substring(0, 12)).Id | Should -Be $first.SnapshotId
    }

    It 'list their items without values' {
        $items = Get-ScwSnapshotItem -Store $store -Snapshot $first.SnapshotId -Folder /production/webshop -Name database
        $items.Revision | Sort-Object | Should -Be @(1, 2, 3, 4)
        ($items | Get-Member -MemberType Properties).Name | Should -Not -Contain 'Value'
    }

    It 'are compared with the live secrets and with each other' {
        Compare-ScwSecret -Store $store -Snapshot $first.SnapshotId | Where-Object Kind -NE 'Unknown' | Where-Object Folder -EQ '/production/webshop' | Should -BeNullOrEmpty
        Compare-ScwSnapshot -Store $store $first.SnapshotId $first.SnapshotId | Should -BeNullOrEmpty
    }
}

Describe 'A value' {
    It 'comes as SecureString, as text only when asked for' {
        $value = @{ Store = $store; Snapshot = $first.SnapshotId; Folder = '/production/webshop'; Name = 'settings' }
        Get-ScwSnapshotValue @value | Should -BeOfType ([securestring])
        (Get-ScwSnapshotValue @value -AsPlainText | ConvertFrom-Json -AsHashtable).Keys | Should -Contain 'session_key'
        Get-ScwSnapshotValue @value -Field session_key -AsPlainText | Should -Not -BeNullOrEmpty
        (Get-ScwSnapshotValue @value -AsByteArray).GetType().Name | Should -BeIn 'Byte[]', 'Object[]'
    }
}

Describe 'A restore' {
    It 'is planned without writing' {
        $plan = New-ScwRestorePlan -Store $store -Snapshot $first.SnapshotId @target
        $plan.Creates | Should -BeGreaterThan 40
        $plan.Actions | Where-Object Action -EQ 'Create' | Should -HaveCount $plan.Creates
        Get-ScwSecret @target | Should -BeNullOrEmpty
    }

    It 'writes what was selected, with all its versions' {
        $results = Get-ScwSnapshotItem -Store $store -Snapshot $first.SnapshotId -Folder /production/webshop |
            Restore-ScwSecret -Store $store @target -Confirm:$false
        $results.Action | Should -Be @('Create', 'Create')
        (Get-ScwSecret @target -Name database).VersionCount | Should -Be 4
    }

    It 'writes nothing the second time' {
        $again = Get-ScwSnapshotItem -Store $store -Snapshot $first.SnapshotId -Folder /production/webshop |
            Restore-ScwSecret -Store $store @target -Confirm:$false
        $again.Action | Should -Be @('Unchanged', 'Unchanged')
    }
}

Describe 'A store' {
    It 'is checked' {
        $findings = Test-ScwStore -Store $store
        $findings | Where-Object Severity -EQ 'Error' | Should -BeNullOrEmpty
        $findings[-1].Summary.Passed | Should -BeTrue
        Get-ScwSnapshot -Store $store -Latest | Test-ScwSnapshot -Store $store | Where-Object Severity -EQ 'Error' | Should -BeNullOrEmpty
    }

    It 'is described' {
        $info = Get-ScwStore -Store $store
        $info.SnapshotCount | Should -Be 3
        $info.Encryption | Should -BeLike 'none*'
    }

    It 'is copied into another one, which needs it only once' {
        $script:copy = New-ScwStore -Path (Join-Path $playground.Folder 'copy') -Plaintext -WarningAction Ignore
        (Get-ScwSnapshot -Store $store | Copy-ScwSnapshot -Store $store -TargetStore $copy).Count | Should -Be 3
        (Get-ScwSnapshot -Store $copy).Id | Should -Be (Get-ScwSnapshot -Store $store).Id
        Sync-ScwStore -Store $store -TargetStore $copy | Where-Object BytesWritten -GT 0 | Should -BeNullOrEmpty
        $copy | Close-ScwStore
    }

    It 'shows with -WhatIf a decision for every snapshot, and keeps them' {
        $decisions = Invoke-ScwRetention -Store $store -Days 1 -PerDay 1 -WhatIf
        $decisions.Count | Should -Be 3
        Get-ScwSnapshot -Store $store | Should -HaveCount 3
    }

    It 'forgets a snapshot and is optimized' {
        Get-ScwSnapshot -Store $store -Tag staging | Remove-ScwSnapshot -Store $store -Confirm:$false
        Get-ScwSnapshot -Store $store | Should -HaveCount 2
        (Optimize-ScwStore -Store $store -Confirm:$false).SnapshotCount | Should -Be 2
    }
}
