// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/judge_dialog.h"

#include "ui/bridge/job_monitor.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/judge_fields.h"
#include "ui/dialogs/judge_import.h"
#include "ui/dialogs/judge_key_row.h"
#include "ui/dialogs/judge_template_dialog.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/card.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace saferscope {
namespace {

constexpr int gatherMs = 250;

QString selectedText(const WorkspaceSession& session) {
    return session.selectedFeature() ? QString::number(session.selectedFeature()->value()) : QString();
}

void wipe(std::map<std::string, std::string>& environment) {
    for (auto& [name, value] : environment) {
        std::fill(value.begin(), value.end(), '\0');
    }
    environment.clear();
}

}  // namespace

JudgeDialog::JudgeDialog(WorkspaceSession* session, SecretStore* store, const JudgeForm& form, QWidget* parent)
    : FormDialog(tr("Rate features by a judge"),
                 tr("A judge reads the places where a feature fires most, says what they have in common and rates from "
                    "1 (not about safety at all) to 5 (strongly). People's ratings are never changed by it."),
                 tr("Start rating"), parent),
      m_session(session),
      m_planner(session->workspace()->folder()) {
    offerHelp(this, QStringLiteral("annotate#judge"));
    setMinimumWidth(620);
    m_fields = new JudgeFields(store, selectedText(*session), session->workspace()->settings().candidateFeatures, this);
    auto* area = new QScrollArea(this);
    area->setAccessibleName(tr("Who judges, and how"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(m_fields);
    m_fields->setAutoFillBackground(false);  // setWidget() turns it on
    addWide(area, 1);

    auto* card = new Card({}, {}, this);
    auto* leavingRow = new QHBoxLayout;
    leavingRow->setSpacing(spacing(2));
    m_leavingIcon = new QLabel(card);
    m_leaving = new Label({}, TextRole::Body);
    m_leaving->setWordWrap(true);
    leavingRow->addWidget(m_leavingIcon, 0, Qt::AlignTop);
    leavingRow->addWidget(m_leaving, 1);
    card->body()->addLayout(leavingRow);
    auto* effortRow = new QHBoxLayout;
    effortRow->setSpacing(spacing(2));
    m_effort = new Label({}, TextRole::Body, TextTone::Muted);
    m_effort->setWordWrap(true);
    m_promptButton = new QPushButton(tr("Show the exact prompt…"), card);
    m_promptButton->setAutoDefault(false);
    m_templateButton = new QPushButton(card);
    m_templateButton->setAutoDefault(false);
    auto* promptButtons = new QVBoxLayout;
    promptButtons->setSpacing(spacing(2));
    promptButtons->addWidget(m_promptButton);
    promptButtons->addWidget(m_templateButton);
    promptButtons->addStretch(1);
    effortRow->addWidget(m_effort, 1, Qt::AlignTop);
    effortRow->addLayout(promptButtons);
    card->body()->addLayout(effortRow);
    addWide(card, 0);
    m_progress = addProgressBar();
    showFraction(m_progress, -1.0);

    m_import = std::make_unique<JudgeImport>(session);
    m_soon.setSingleShot(true);
    m_soon.setInterval(gatherMs);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (m_fields->source() != JudgeSource::File && !m_starting) {
            m_planner.preview(request());
        }
    });
    connect(m_fields, &JudgeFields::changed, this, &JudgeDialog::onChange);
    connect(m_templateButton, &QPushButton::clicked, this, &JudgeDialog::editTemplate);
    connect(m_promptButton, &QPushButton::clicked, this, &JudgeDialog::showPrompt);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &JudgeDialog::showPreview);
    connect(&m_planner, &JudgePlanner::previewed, this, [this](const JudgePreview& preview) {
        m_preview = preview;
        m_previewProblem.clear();
        showPreview();
    });
    connect(&m_planner, &JudgePlanner::previewFailed, this, [this](const Error& error) {
        m_preview.reset();
        m_previewProblem = sentence(error.message);
        showPreview();
    });
    connect(&m_planner, &JudgePlanner::planned, this, &JudgeDialog::start);
    connect(&m_planner, &JudgePlanner::failed, this, [this](const Error& error) {
        wipe(m_environment);
        setBusy(false);
        showError(error);
    });
    connect(m_import.get(), &JudgeImport::imported, this, [this, area, card](const ImportOutcome& outcome) {
        m_done = true;
        setBusy(false);
        area->hide();
        card->hide();
        showOutcome(tr("Done"));
        action()->setEnabled(true);
        showImported(outcome, this);
    });
    connect(m_import.get(), &JudgeImport::failed, this, [this](const Error& error) {
        setBusy(false);
        showError(error);
    });
    // Enter in a field must not start what may cost money.
    action()->setDefault(false);
    action()->setAutoDefault(false);
    action()->setProperty("role", QStringLiteral("primary"));
    m_fields->setForm(form);
    // As high as the fields of the chosen judge need.
    const auto fit = [this, area] {
        const int most = screen() != nullptr ? screen()->availableGeometry().height() - 60 : 900;
        const int wanted = height() + m_fields->sizeHint().height() + 4 - area->height();
        resize(width(), std::clamp(wanted, 420, std::max(420, most)));
    };
    resize(700, 640);
    connect(m_fields->sourceBox(), &QComboBox::currentIndexChanged, this, fit, Qt::QueuedConnection);
    QTimer::singleShot(0, this, fit);
    m_fields->sourceBox()->setFocus();
}

JudgeDialog::~JudgeDialog() { wipe(m_environment); }

JudgeForm JudgeDialog::form() const { return m_fields->form(); }

QString JudgeDialog::leavingText() const { return m_leaving->text(); }

QString JudgeDialog::effortText() const { return m_effort->text(); }

RatingRunRequest JudgeDialog::request() const {
    const JudgeForm form = m_fields->form();
    RatingRunRequest request;
    request.scope = m_session->scope();
    if (form.selectedOnly && m_session->selectedFeature()) {
        request.features = {*m_session->selectedFeature()};
    }
    request.candidates = form.candidates;
    request.onlyMissing = form.onlyMissing;
    request.judge = form.settingsOf(form.source);
    request.title = tr("Ratings by %1").arg(QString::fromStdString(request.judge.raterName())).toStdString();
    return request;
}

QString JudgeDialog::problem() const {
    const JudgeForm form = m_fields->form();
    const JudgeSettings settings = form.settingsOf(form.source);
    if (form.source == JudgeSource::File) {
        return m_fields->file().isEmpty()        ? tr("Choose a file.")
               : m_fields->fileRater().isEmpty() ? tr("Name the judge.")
                                                 : QString();
    }
    if (const QString wrong = settingsProblem(form.source, settings); !wrong.isEmpty()) {
        return wrong;
    }
    if (!asksServer(form.source)) {
        return {};
    }
    const auto place = serverPlace(settings.baseUrl);
    const bool key = m_fields->key()->hasKey();
    if (key && !place->encrypted && !place->thisComputer) {
        return tr("A key is not sent over an unencrypted connection: use an https:// address.");
    }
    const bool paid = form.source == JudgeSource::Azure || place->host.endsWith(QLatin1String("openai.com"));
    return !key && paid ? tr("%1 answers only with a key.").arg(place->host) : QString();
}

void JudgeDialog::onChange() {
    m_preview.reset();
    m_previewProblem.clear();
    m_soon.start();
    showPreview();
}

void JudgeDialog::showPreview() {
    const JudgeForm form = m_fields->form();
    const JudgeSettings settings = form.settingsOf(form.source);
    const Leaving leaving = saferscope::leavingText(form.source, settings);
    m_leaving->setText(leaving.sentence);
    m_leaving->setVisible(!leaving.sentence.isEmpty());
    m_leavingIcon->setVisible(!leaving.sentence.isEmpty());
    m_leavingIcon->setPixmap(iconPixmap(leaving.caution ? QStringLiteral("warning") : QStringLiteral("ok"),
                                        leaving.caution ? currentTheme().warning : currentTheme().ok, 18,
                                        devicePixelRatioF()));
    const QString wrong = problem();
    QString effort;
    if (form.source != JudgeSource::File) {
        effort = m_preview                     ? saferscope::effortText(form.source, settings, m_preview->estimate)
                 : !m_previewProblem.isEmpty() ? m_previewProblem
                                               : tr("Estimating…");
        if (m_preview) {
            if (const QString caps = capText(settings, m_preview->estimate); !caps.isEmpty()) {
                effort += QLatin1Char(' ') + caps;
            }
        }
    }
    if (m_preview && form.source != JudgeSource::File) {
        effort += QLatin1Char(' ') + (m_session->scope() == TokenScope::SentenceEnds
                                          ? tr("Passages: around sentence ends, as trained.")
                                          : tr("Passages: around any token."));
    }
    if (!wrong.isEmpty()) {
        effort = effort.isEmpty() ? wrong : wrong + QLatin1Char('\n') + effort;
    }
    m_effort->setText(effort);
    const TextTone tone = !wrong.isEmpty() || !m_previewProblem.isEmpty() ? TextTone::Warning : TextTone::Muted;
    if (m_effort->tone() != tone) {
        m_effort->setTone(tone);
    }
    m_promptButton->setVisible(asksServer(form.source));
    m_templateButton->setVisible(asksServer(form.source));
    m_templateButton->setText(settings.promptTemplate.empty() ? tr("Edit the template…") : tr("Edit your template…"));
    m_promptButton->setEnabled(m_preview && !m_preview->prompt.isEmpty());
    const bool something = form.source == JudgeSource::File || !m_preview || m_preview->estimate.features > 0;
    action()->setText(form.source == JudgeSource::File ? tr("Import") : tr("Start rating"));
    action()->setEnabled(!m_starting && wrong.isEmpty() && m_previewProblem.isEmpty() && something);
}

void JudgeDialog::showPrompt() {
    if (m_preview && m_preview->example) {
        auto* dialog = new JudgePromptDialog(tr("The prompt for feature %1").arg(m_preview->example->value()),
                                             m_preview->prompt, m_preview->suspicion, this);
        dialog->open();
    }
}

void JudgeDialog::editTemplate() {
    const JudgeForm form = m_fields->form();
    auto* dialog = new JudgeTemplateDialog(form.settingsOf(form.source).promptTemplate, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_fields->setTemplate(dialog->text()); });
    dialog->open();
}

void JudgeDialog::setBusy(bool busy) {
    m_starting = busy;
    m_progress->setVisible(busy);
    m_fields->setEnabled(!busy);
    if (!m_done) {
        showPreview();
    }
}

void JudgeDialog::accept() {
    if (m_done) {
        QDialog::accept();
        return;
    }
    if (m_starting || !action()->isEnabled()) {
        return;
    }
    messageBar()->hide();
    setBusy(true);
    if (m_fields->source() == JudgeSource::File) {
        m_import->start(m_fields->file(), m_fields->fileRater());
        return;
    }
    RatingRunRequest wanted = request();
    if (!asksServer(m_fields->source())) {
        m_planner.plan(wanted);
        return;
    }
    m_fields->key()->take(keyVariableFor(wanted.judge),
                          [this, wanted](const JudgeKeyRow::Environment& environment, const QString& problem) {
                              RatingRunRequest planned = wanted;
                              if (!environment.empty()) {
                                  planned.judge.keyVariable = environment.begin()->first;
                              }
                              m_environment = environment;
                              m_keyProblem = problem;
                              m_planner.plan(planned);
                          });
}

void JudgeDialog::start(const RunSpec& spec) {
    JobMonitor::RunStart how;
    how.prepare = [this, &spec](const std::filesystem::path& folder) {
        return writeKnownAnswers(*m_session->workspace(), spec, folder);
    };
    how.environment = std::exchange(m_environment, {});
    auto id = m_session->jobs()->start(spec, how);
    wipe(how.environment);
    setBusy(false);
    if (!id) {
        showError(id.error());
        return;
    }
    m_done = true;
    Q_EMIT started(QString::fromStdString(*id));
    if (!m_keyProblem.isEmpty()) {
        Q_EMIT notice(tr("The system's keyring did not take the key (%1).").arg(m_keyProblem),
                      tr("It is kept in memory until this program ends; you will be asked for it again then."));
    }
    QDialog::accept();
}

void JudgeDialog::reject() {
    if (m_done) {
        QDialog::accept();
    } else if (!m_import->busy()) {  // what is only being planned, or asked of the keyring, may be given up
        QDialog::reject();
    }
}

}  // namespace saferscope
