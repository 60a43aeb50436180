// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/launch_fields.h"

#include "core/base/log.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QStandardPaths>

namespace saferscope {

LaunchFields::LaunchFields(QWidget* parent) : FormGrid(parent) {
    m_device = new QComboBox(this);
    m_device->addItem(tr("Processor (CPU)"), QStringLiteral("cpu"));
    m_device->addItem(tr("Graphics card (CUDA)"), QStringLiteral("cuda"));
    addRow(tr("De&vice"), m_device);
    m_where = new QComboBox(this);
    m_where->addItem(tr("This machine's queue"));
    m_where->addItem(tr("Slurm"));
    addRow(tr("Run &on"), m_where);
    const auto text = [this](const QString& label, const QString& placeholder, const QString& help) {
        auto* field = new QLineEdit(this);
        field->setMaxLength(500);
        field->setPlaceholderText(placeholder);
        field->setToolTip(plainToolTip(help));
        addRow(label, field);
        return field;
    };
    m_partition = text(tr("Partition"), tr("as the cluster says"), tr("The partition that the jobs are sent to"));
    m_gpus = addNumber(tr("GPUs per run"), 0, 64, true);
    m_time = text(tr("Time limit"), QStringLiteral("24:00:00"),
                  tr("Minutes, HH:MM:SS or D-HH:MM:SS; a run that needs longer goes on from its checkpoint"));
    m_prefix = text(tr("Command prefix"), QStringLiteral("apptainer exec --nv image.sif"),
                    tr("Words before the program, such as those that start a container"));
    m_keep = new QCheckBox(tr("&Keep the models"), this);
    m_keep->setToolTip(plainToolTip(tr("Otherwise a model's weights are removed once it is evaluated")));
    addWide(m_keep);
    m_available = !QStandardPaths::findExecutable(QStringLiteral("sbatch")).isEmpty();
    for (QLineEdit* field : {m_partition, m_gpus, m_time, m_prefix}) {
        connect(field, &QLineEdit::textEdited, this, &LaunchFields::changed);
    }
    connect(m_device, &QComboBox::activated, this, &LaunchFields::changed);
    connect(m_where, &QComboBox::activated, this, [this] {
        showSlurm();
        Q_EMIT changed();
    });
    connect(m_keep, &QCheckBox::toggled, this, &LaunchFields::changed);
    showSlurm();
}

void LaunchFields::readSettings(const std::filesystem::path& workspaceFolder) {
    if (const auto settings = readSlurmSettings(workspaceFolder); settings) {
        m_settings = *settings;
    } else {
        log::warn("{}", settings.error().message);
        m_settings = {};
    }
    m_partition->setText(QString::fromStdString(m_settings.partition));
    m_gpus->setText(QString::number(m_settings.gpus));
    m_time->setText(QString::fromStdString(m_settings.time));
    m_prefix->setText(QString::fromStdString(joinCommand(m_settings.prefix)));
}

void LaunchFields::setSlurmAvailable(bool available) {
    m_available = available;
    showSlurm();
}

void LaunchFields::showSlurm() {
    if (!m_available) {
        m_where->setCurrentIndex(0);
    }
    setRowVisible(m_where, m_available);  // nobody without a cluster has to think about one
    const bool shown = slurm();
    for (QLineEdit* field : {m_partition, m_gpus, m_time, m_prefix}) {
        setRowVisible(field, shown);
    }
}

QString LaunchFields::device() const { return m_device->currentData().toString(); }
void LaunchFields::setDevice(const QString& device) {
    m_device->setCurrentIndex(std::max(0, m_device->findData(device)));
}
bool LaunchFields::slurm() const { return m_available && m_where->currentIndex() == 1; }
void LaunchFields::setSlurm(bool on) {
    m_where->setCurrentIndex(on && m_available ? 1 : 0);
    showSlurm();
}
bool LaunchFields::keepModels() const { return m_keep->isChecked(); }
void LaunchFields::setKeepModels(bool keep) { m_keep->setChecked(keep); }

Result<SlurmSettings> LaunchFields::slurmSettings() const {
    SlurmSettings settings = m_settings;
    settings.partition = m_partition->text().trimmed().toStdString();
    settings.gpus = static_cast<std::uint32_t>(std::max(0, m_gpus->text().toInt()));
    settings.time = m_time->text().trimmed().toStdString();
    auto prefix = splitCommand(m_prefix->text().toStdString());
    if (!prefix) {
        return failure(prefix);
    }
    settings.prefix = std::move(*prefix);
    if (const Status checked = checkSlurmSettings(settings); !checked) {
        return failure(checked);
    }
    return settings;
}

}  // namespace saferscope
