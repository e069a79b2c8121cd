#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# Errors, warnings and preferences, as scripts use them.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    $script:manifest = Join-Path (Import-BuiltModule).ModuleBase 'ScwSecretBackup.psd1'
    $script:playground = Open-Playground
    $script:path = Join-Path $playground.Folder 'store'
    $script:store = New-ScwStore -Path $path -Plaintext -WarningAction Ignore
    $script:backup = Backup-ScwSecret -Store $store -Folder /staging/search
}

AfterAll {
    $store | Close-ScwStore
    Close-Playground $playground
}

Describe 'An error of the whole command' {
    It 'is caught by its id, and names its cause and what to do' {
        $caught = try {
            Get-ScwSecret -Region mars
        }
        catch {
            $_
        }

        $caught.FullyQualifiedErrorId | Should -BeLike 'InvalidRegion,*'
        $caught.TargetObject | Should -BeOfType ([string])
        $caught.ErrorDetails.RecommendedAction | Should -Match '-Region'
    }
}

Describe 'An error of one item' {
    It 'lets the others pass' {
        $found = Get-ScwSecret -Name database, no-such-secret -Folder /staging/search -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Name | Should -Be 'database'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'SecretNotFound,*'
    }

    It 'ends the command with -ErrorAction Stop' {
        { Get-ScwSecret -Name no-such-secret -ErrorAction Stop } | Should -Throw -ErrorId 'SecretNotFound,*'
    }

    It 'ends the script when the preference says so' {
        & {
            $ErrorActionPreference = 'Stop'
            { Get-ScwSecret -Name no-such-secret } | Should -Throw -ErrorId 'SecretNotFound,*'
        }
    }

    It 'is not shown and not kept with Ignore' {
        $Error.Clear()
        Get-ScwSecret -Name no-such-secret -ErrorAction Ignore | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }
}

Describe 'A warning' {
    It 'goes to -WarningVariable' {
        $plain = New-ScwStore -Path (Join-Path $playground.Folder 'plain') -Plaintext -WarningAction SilentlyContinue -WarningVariable warnings
        $warnings | Should -HaveCount 1
        $plain | Close-ScwStore
    }

    It 'ends the command where the preference is Stop, before anything is made' {
        $never = Join-Path $playground.Folder 'never'
        { New-ScwStore -Path $never -Plaintext -WarningAction Stop } | Should -Throw
        Test-Path $never | Should -BeFalse
    }
}

Describe 'Verbose' {
    It 'tells on its own stream what was decided' {
        $verbose = Backup-ScwSecret -Store $store -Folder /staging/search -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        $verbose | Should -Not -BeNullOrEmpty
    }
}

Describe 'A pipeline that has enough' {
    It 'stops live listings, items and checks' {
        Get-ScwSecret | Select-Object -First 1 | Should -HaveCount 1
        Get-ScwSnapshotItem -Store $store | Select-Object -First 1 | Should -HaveCount 1
        Test-ScwStore -Store $store | Select-Object -First 1 | Should -HaveCount 1
        # The handle is as usable as before.
        (Get-ScwSnapshot -Store $store).Id | Should -Contain $backup.SnapshotId
    }
}

Describe 'Measuring and grouping' {
    It 'adds up sizes and counts folders' {
        $items = Get-ScwSnapshotItem -Store $store
        ($items | Measure-Object Size -Sum).Sum | Should -BeGreaterThan 0
        ($items | Group-Object Name).Count | Should -Be @($items.Name | Sort-Object -Unique).Count
        ($items | Sort-Object Size -Descending | Select-Object -First 1).Size | Should -Be ($items | Measure-Object Size -Maximum).Maximum
    }
}

Describe 'One command line without a user' {
    It 'writes what it found, and fails with exit code 1' {
        $line = "Import-Module '$manifest'; (Get-ScwSnapshot -Store '$path' -Id $($backup.SnapshotId)).Id"
        & (Join-Path $PSHOME 'pwsh') -NoProfile -NonInteractive -Command $line | Should -Be $backup.SnapshotId
        $LASTEXITCODE | Should -Be 0

        $line = "`$ErrorActionPreference = 'Stop'; Import-Module '$manifest'; Get-ScwSnapshot -Store '$path' -Id 0123456789ab"
        & (Join-Path $PSHOME 'pwsh') -NoProfile -NonInteractive -Command $line 2>&1 | Out-String | Should -Match '0123456789ab'
        $LASTEXITCODE | Should -Be 1
    }
}
