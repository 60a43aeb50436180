// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/slurm_settings.h"
#include "ui/experiments/form_grid.h"

#include <filesystem>

class QCheckBox;
class QComboBox;

namespace saferscope {

class Label;

/// Where the runs of a sweep are worked off: device, this machine's queue or Slurm and how it is asked. GUI thread.
class LaunchFields : public FormGrid {
    Q_OBJECT

public:
    explicit LaunchFields(QWidget* parent = nullptr);
    /// Shows what the workspace remembers of Slurm.
    void readSettings(const std::filesystem::path& workspaceFolder);
    /// For tests; otherwise whether `sbatch` is found.
    void setSlurmAvailable(bool available);

    QString device() const;
    void setDevice(const QString& device);
    bool slurm() const;
    void setSlurm(bool on);
    bool keepModels() const;
    void setKeepModels(bool keep);
    /// As typed, or what is wrong with it.
    Result<SlurmSettings> slurmSettings() const;

    QComboBox* deviceBox() const { return m_device; }
    QComboBox* whereBox() const { return m_where; }
    QLineEdit* partition() const { return m_partition; }
    QLineEdit* prefix() const { return m_prefix; }
    QCheckBox* keepBox() const { return m_keep; }

Q_SIGNALS:
    void changed();

private:
    void showSlurm();

    SlurmSettings m_settings;  ///< what has no field of its own stays as it was
    bool m_available = false;
    QComboBox* m_device = nullptr;
    QComboBox* m_where = nullptr;
    QLineEdit* m_partition = nullptr;
    QLineEdit* m_gpus = nullptr;
    QLineEdit* m_time = nullptr;
    QLineEdit* m_prefix = nullptr;
    QCheckBox* m_keep = nullptr;
};

}  // namespace saferscope
