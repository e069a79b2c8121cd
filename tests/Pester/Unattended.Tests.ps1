#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# What jobs see: another pwsh without a user, threads, parallel pipelines.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    $script:manifest = Join-Path (Import-BuiltModule).ModuleBase 'ScwSecretBackup.psd1'
    $script:playground = Open-Playground
    $script:path = Join-Path $playground.Folder 'store'
    $script:passphrase = ConvertTo-Passphrase 'correct horse battery staple'
    New-ScwStore -Path $path -Passphrase $passphrase | Close-ScwStore

    # Runs a script in another pwsh, as a scheduler does, and returns what it wrote and its exit code.
    function Invoke-Unattended {
        param([Parameter(Mandatory)] [string] $Script, [hashtable] $Environment = @{})

        $file = Join-Path $playground.Folder 'job.ps1'
        Set-Content $file "`$ErrorActionPreference = 'Stop'; Import-Module '$manifest'; $Script"
        $before = Switch-Environment $Environment
        try {
            $output = & (Join-Path $PSHOME 'pwsh') -NoProfile -NonInteractive -File $file 2>&1 | Out-String
            [pscustomobject]@{ Output = $output; ExitCode = $LASTEXITCODE }
        }
        finally {
            $null = Switch-Environment $before
        }
    }
}

AfterAll {
    Close-Playground $playground
}

Describe 'A session without a user' {
    It 'fails for want of a passphrase instead of asking' {
        $run = Invoke-Unattended "Get-ScwSnapshot -Store '$path'"
        $run.ExitCode | Should -Be 1
        $run.Output | Should -Match 'passphrase'
    }

    It 'takes the passphrase from the environment and ends with the code of the result' {
        $run = Invoke-Unattended "`$result = Backup-ScwSecret -Store '$path' -Folder /staging/search; exit `$result.ExitCode" @{ PLAKAR_PASSPHRASE = 'correct horse battery staple' }
        $run.Output | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
    }

    It 'refuses what needs a confirmation that nobody can give' {
        $run = Invoke-Unattended "Get-ScwSnapshot -Store '$path' | Remove-ScwSnapshot -Store '$path'" @{ PLAKAR_PASSPHRASE = 'correct horse battery staple' }
        $run.ExitCode | Should -Be 1
        Get-ScwSnapshot -Store $path -Passphrase $passphrase | Should -HaveCount 1
    }

    It 'says that a passphrase is wrong, and not which one' {
        $run = Invoke-Unattended "try { Get-ScwSnapshot -Store '$path' } catch { `$_.FullyQualifiedErrorId; exit 77 }" @{ PLAKAR_PASSPHRASE = 'not the passphrase' }
        $run.ExitCode | Should -Be 77
        $run.Output | Should -Match 'WrongPassphrase'
        $run.Output | Should -Not -Match 'not the passphrase'
    }
}

Describe 'One handle of a store' {
    BeforeAll {
        $script:store = Open-ScwStore -Path $path -Passphrase $passphrase
    }

    AfterAll {
        $store | Close-ScwStore
    }

    It 'works in a thread job' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $found = Start-ThreadJob { Import-Module $using:manifest; Get-ScwSnapshot -Store $using:store } | Receive-Job -Wait -AutoRemoveJob
        $found.Id | Should -Be (Get-ScwSnapshot -Store $store).Id
    }

    It 'works in parallel pipelines' {
        $counts = 1..3 | ForEach-Object -ThrottleLimit 3 -Parallel { Import-Module $using:manifest; (Get-ScwSnapshotItem -Store $using:store -Folder /staging/search).Count }
        $counts | Should -HaveCount 3
        $counts | Select-Object -Unique | Should -HaveCount 1
    }
}

Describe 'A background job' {
    It 'gets snapshots back as data' {
        $job = Start-Job { Import-Module $using:manifest; Get-ScwSnapshot -Store $using:path -Passphrase $using:passphrase }
        $snapshot = $job | Receive-Job -Wait -AutoRemoveJob
        $snapshot.PSTypeNames[0] | Should -Be 'Deserialized.ScwSecretBackup.ScwSnapshot'
        $snapshot.Id | Should -Match '^[0-9a-f]{64}$'
    }
}

Describe 'The Quickstart' {
    It 'runs from start to end' {
        $env:PLAKAR_PASSPHRASE = 'correct horse battery staple'
        # Its tables go to the screen; only the sentence at the end comes down the pipe.
        $output = & (Join-Path $PSScriptRoot '../../samples/Quickstart/quickstart.ps1') -StorePath (Join-Path $playground.Folder 'quickstart') -TargetProjectId $playground.Target.ProjectId -ErrorAction Stop
        $output | Select-Object -Last 1 | Should -Match '^(\d+) of \1 secrets are unchanged\.$'
    }
}
