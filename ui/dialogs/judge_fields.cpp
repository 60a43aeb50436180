// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/judge_fields.h"

#include "core/data/rating.h"
#include "ui/dialogs/judge_key_row.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace saferscope {
namespace {

/// Fields and words in one row: "[ 4 ] at once, at most [ 60 ] a minute".
QWidget* makeLineOf(std::initializer_list<QWidget*> parts, QWidget* parent) {
    auto* line = new QWidget(parent);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(2));
    for (QWidget* part : parts) {
        row->addWidget(part);
    }
    row->addStretch(1);
    return line;
}

QSpinBox* makeNumber(int least, int most, const QString& name, const QString& none, QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setRange(least, most);
    box->setAccessibleName(name);
    box->setSpecialValueText(none);
    box->setMinimumWidth(90);
    box->setGroupSeparatorShown(true);
    return box;
}

QDoubleSpinBox* makeAmount(const QString& name, const QString& none, QWidget* parent) {
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(0.0, 1e6);
    box->setDecimals(3);
    box->setAccessibleName(name);
    box->setSpecialValueText(none);
    box->setMinimumWidth(90);
    return box;
}

QString qt(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

JudgeFields::JudgeFields(SecretStore* store, const QString& selected, std::uint32_t candidates, QWidget* parent)
    : QWidget(parent), m_store(store) {
    m_layout = new QFormLayout(this);
    m_layout->setContentsMargins(0, 0, spacing(2), 0);
    m_layout->setHorizontalSpacing(spacing(4));
    m_layout->setVerticalSpacing(spacing(3));
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_source = new QComboBox(this);
    for (const JudgeSource source : judgeSources) {
        m_source->addItem(judgeSourceName(source), static_cast<int>(source));
    }
    auto* sourceBox = new QWidget(this);
    auto* sourceColumn = new QVBoxLayout(sourceBox);
    sourceColumn->setContentsMargins(0, 0, 0, 0);
    sourceColumn->setSpacing(spacing(1));
    m_sourceRemark = new Label({}, TextRole::Small, TextTone::Muted);
    m_sourceRemark->setWordWrap(true);
    sourceColumn->addWidget(m_source);
    sourceColumn->addWidget(m_sourceRemark);
    addRow(tr("&Judge"), sourceBox, m_source);
    makeServerRows();
    makeFileRows();
    makeFeatureRows(selected, candidates);
    makeCostRows();
    connect(m_source, &QComboBox::currentIndexChanged, this, [this] {
        if (m_filling) {
            return;
        }
        JudgeSettings kept = m_form.settingsOf(m_shown);
        readSettings(kept);
        m_form.settings[m_shown] = kept;
        m_form.source = source();
        writeSettings(m_form.settingsOf(m_form.source));
        showSource();
    });
    setForm({});
}

QWidget* JudgeFields::addRow(const QString& label, QWidget* field, QWidget* buddy, const QString& remark) {
    auto* name = new Label(label, TextRole::Body);
    name->setBuddy(buddy);
    QString spoken = label;
    buddy->setAccessibleName(spoken.remove(QLatin1Char('&')));
    name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    name->setContentsMargins(0, 6, 0, 0);  // on the first line of the field
    QWidget* cell = field;
    if (!remark.isEmpty()) {
        cell = new QWidget(this);
        auto* column = new QVBoxLayout(cell);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(spacing(1));
        auto* note = new Label(remark, TextRole::Small, TextTone::Muted);
        note->setWordWrap(true);
        column->addWidget(field);
        column->addWidget(note);
    }
    m_layout->addRow(name, cell);
    return cell;
}

void JudgeFields::makeServerRows() {
    m_address = new QLineEdit(this);
    m_address->setMaxLength(2000);
    m_model = new QLineEdit(this);
    m_model->setMaxLength(200);
    m_version = new QLineEdit(this);
    m_version->setMaxLength(40);
    m_key = new JudgeKeyRow(m_store, this);
    m_name = new QLineEdit(this);
    m_name->setMaxLength(static_cast<int>(maxRaterBytes));
    m_name->setAccessibleName(tr("The judge's name in the log"));
    auto* called = new Label(tr("calle&d"), TextRole::Body, TextTone::Muted);
    called->setBuddy(m_name);
    auto* model = new QWidget(this);
    auto* modelRow = new QHBoxLayout(model);
    modelRow->setContentsMargins(0, 0, 0, 0);
    modelRow->setSpacing(spacing(2));
    modelRow->addWidget(m_model, 1);
    modelRow->addWidget(called);
    modelRow->addWidget(m_name, 1);
    m_serverRows = {addRow(tr("&Address"), m_address, m_address), addRow(tr("&Model"), model, m_model)};
    connect(m_model, &QLineEdit::textChanged, m_name, &QLineEdit::setPlaceholderText);
    m_versionRow = addRow(tr("API &version"), m_version, m_version);
    m_serverRows.push_back(addRow(tr("&Key"), m_key, m_key->field()));
    for (QLineEdit* field : {m_address, m_model, m_version, m_name}) {
        connect(field, &QLineEdit::textChanged, this, &JudgeFields::changed);
    }
    connect(m_address, &QLineEdit::editingFinished, this, &JudgeFields::lookForKey);
    connect(m_key, &JudgeKeyRow::changed, this, &JudgeFields::changed);
}

void JudgeFields::makeFileRows() {
    m_file = new QLineEdit(this);
    m_file->setMinimumWidth(240);
    auto* browse = new QPushButton(tr("File…"), this);
    auto* folder = new QPushButton(tr("Folder…"), this);
    for (QPushButton* button : {browse, folder}) {
        button->setAutoDefault(false);
    }
    connect(browse, &QPushButton::clicked, this, &JudgeFields::chooseFile);
    connect(folder, &QPushButton::clicked, this, [this] {
        const QString path =
            QFileDialog::getExistingDirectory(this, tr("Choose a folder of explanations"),
                                              QStandardPaths::writableLocation(QStandardPaths::HomeLocation));
        if (!path.isEmpty()) {
            setFile(path);
        }
    });
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(2));
    row->addWidget(m_file, 1);
    row->addWidget(browse);
    row->addWidget(folder);
    m_fileRater = new QLineEdit(this);
    m_fileRater->setMaxLength(static_cast<int>(maxRaterBytes));
    m_fileRows = {addRow(tr("&File"), line, m_file),
                  addRow(tr("&Name"), m_fileRater, m_fileRater,
                         tr("The judge's name from now on; ratings under a name that is there already are renewed."))};
    connect(m_file, &QLineEdit::textChanged, this, &JudgeFields::changed);
    connect(m_fileRater, &QLineEdit::textChanged, this, &JudgeFields::changed);
}

void JudgeFields::makeFeatureRows(const QString& selected, std::uint32_t candidates) {
    m_which = new QComboBox(this);
    m_which->addItem(tr("The strongest"));
    if (!selected.isEmpty()) {
        m_which->addItem(tr("Feature %1 alone").arg(selected));
    }
    m_candidates = makeNumber(1, 1'000'000, tr("How many of the strongest features"), {}, this);
    m_candidates->setValue(static_cast<int>(candidates));
    m_missing = new QCheckBox(tr("Only those that this judge has not rated yet"), this);
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    column->addWidget(makeLineOf({m_which, m_candidates}, box));
    column->addWidget(m_missing);
    m_localRows = {addRow(tr("Fea&tures"), box, m_which)};
    connect(m_which, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_candidates->setVisible(index == 0);
        Q_EMIT changed();
    });
    connect(m_candidates, &QSpinBox::valueChanged, this, &JudgeFields::changed);
    connect(m_missing, &QCheckBox::toggled, this, &JudgeFields::changed);
}

void JudgeFields::makeCostRows() {
    m_inputPrice = makeAmount(tr("Price of a million tokens sent"), tr("unknown"), this);
    m_outputPrice = makeAmount(tr("Price of a million tokens answered"), tr("unknown"), this);
    m_maxRequests = makeNumber(0, 100'000'000, tr("Most requests"), tr("no limit"), this);
    m_maxCost = makeAmount(tr("Highest cost"), tr("no limit"), this);
    m_maxCost->setDecimals(2);
    m_concurrency = makeNumber(1, 64, tr("Requests at once"), {}, this);
    m_perMinute = makeNumber(0, 100'000, tr("Requests a minute"), tr("no limit"), this);
    const auto word = [this](const QString& text) { return new Label(text, TextRole::Body, TextTone::Muted, this); };
    m_serverRows.push_back(addRow(
        tr("&Prices"),
        makeLineOf({m_inputPrice, word(tr("sent,")), m_outputPrice, word(tr("answered, for a million tokens"))}, this),
        m_inputPrice));
    m_serverRows.push_back(addRow(tr("&Stop at"),
                                  makeLineOf({m_maxRequests, word(tr("requests,")), m_maxCost, word(tr("cost"))}, this),
                                  m_maxRequests));
    m_serverRows.push_back(addRow(
        tr("Pa&ce"), makeLineOf({m_concurrency, word(tr("at once, at most")), m_perMinute, word(tr("a minute"))}, this),
        m_concurrency));
    for (QDoubleSpinBox* box : {m_inputPrice, m_outputPrice, m_maxCost}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, &JudgeFields::changed);
    }
    for (QSpinBox* box : {m_maxRequests, m_concurrency, m_perMinute}) {
        connect(box, &QSpinBox::valueChanged, this, &JudgeFields::changed);
    }
}

JudgeSource JudgeFields::source() const { return static_cast<JudgeSource>(m_source->currentData().toInt()); }

QString JudgeFields::file() const { return m_file->text().trimmed(); }

QString JudgeFields::fileRater() const { return m_fileRater->text().simplified(); }

void JudgeFields::setFile(const QString& path) {
    m_file->setText(QDir::toNativeSeparators(path));
    if (m_fileRater->text().isEmpty()) {
        m_fileRater->setText(QFileInfo(path).completeBaseName().left(40));
    }
}

void JudgeFields::chooseFile() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose a file of ratings"),
                                                      QStandardPaths::writableLocation(QStandardPaths::HomeLocation),
                                                      tr("Ratings (*.json *.jsonl *.jsonl.gz *.txt);;All files (*)"));
    if (!path.isEmpty()) {
        setFile(path);
    }
}

void JudgeFields::setTemplate(const std::string& text) {
    m_template = text;
    Q_EMIT changed();
}

void JudgeFields::setForm(const JudgeForm& form) {
    m_filling = true;
    m_form = form;
    m_source->setCurrentIndex(m_source->findData(static_cast<int>(form.source)));
    if (form.candidates > 0) {
        m_candidates->setValue(static_cast<int>(form.candidates));
    }
    m_which->setCurrentIndex(form.selectedOnly && m_which->count() > 1 ? 1 : 0);
    m_missing->setChecked(form.onlyMissing);
    m_filling = false;
    writeSettings(m_form.settingsOf(form.source));
    showSource();
}

JudgeForm JudgeFields::form() const {
    JudgeForm form = m_form;
    form.source = source();
    JudgeSettings settings = form.settingsOf(form.source);
    readSettings(settings);
    form.settings[form.source] = settings;
    form.selectedOnly = m_which->currentIndex() == 1;
    form.candidates = static_cast<std::uint32_t>(m_candidates->value());
    form.onlyMissing = m_missing->isChecked();
    return form;
}

void JudgeFields::readSettings(JudgeSettings& settings) const {
    settings.baseUrl = m_address->text().trimmed().toStdString();
    settings.model = m_model->text().trimmed().toStdString();
    settings.name = m_name->text().simplified().toStdString();
    settings.apiVersion = m_version->text().trimmed().toStdString();
    settings.promptTemplate = m_template;
    settings.inputPrice = m_inputPrice->value();
    settings.outputPrice = m_outputPrice->value();
    settings.maxRequests = static_cast<std::uint64_t>(m_maxRequests->value());
    settings.maxCost = m_maxCost->value();
    settings.concurrency = static_cast<std::uint32_t>(m_concurrency->value());
    settings.requestsPerMinute = m_perMinute->value();
}

void JudgeFields::writeSettings(const JudgeSettings& settings) {
    m_filling = true;
    const QSignalBlocker blocker(this);
    m_address->setText(qt(settings.baseUrl));
    m_model->setText(qt(settings.model));
    m_name->setText(qt(settings.name));
    m_version->setText(qt(settings.apiVersion));
    setTemplate(settings.promptTemplate);
    m_inputPrice->setValue(settings.inputPrice);
    m_outputPrice->setValue(settings.outputPrice);
    m_maxRequests->setValue(static_cast<int>(std::min<std::uint64_t>(settings.maxRequests, 100'000'000)));
    m_maxCost->setValue(settings.maxCost);
    m_concurrency->setValue(static_cast<int>(settings.concurrency));
    m_perMinute->setValue(static_cast<int>(settings.requestsPerMinute));
    m_filling = false;
}

void JudgeFields::showSource() {
    m_shown = source();
    const bool server = asksServer(m_shown);
    const bool file = m_shown == JudgeSource::File;
    m_sourceRemark->setText(judgeSourceRemark(m_shown));
    for (QWidget* row : m_serverRows) {
        m_layout->setRowVisible(row, server);
    }
    for (QWidget* row : m_localRows) {
        m_layout->setRowVisible(row, !file);
    }
    for (QWidget* row : m_fileRows) {
        m_layout->setRowVisible(row, file);
    }
    m_layout->setRowVisible(m_versionRow, m_shown == JudgeSource::Azure);
    lookForKey();
    Q_EMIT changed();
}

void JudgeFields::lookForKey() {
    if (!asksServer(m_shown)) {
        return;
    }
    JudgeSettings settings = m_form.settingsOf(m_shown);
    readSettings(settings);
    const auto place = serverPlace(settings.baseUrl);
    m_key->setServer(place ? secretNameOf(settings) : SecretName(), place && place->thisComputer);
}

}  // namespace saferscope
