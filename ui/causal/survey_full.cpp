// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_full.h"

#include "ui/bridge/job_monitor.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/session_listener.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/survey_subject.h"
#include "ui/causal/survey_words.h"
#include "ui/models/opinion_summary.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/write_permission.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr int rowsAtMost = 4;

QString countText(std::uint64_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

QSpinBox* makeSpin(int most, int value, int step, QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setRange(0, most);
    box->setSingleStep(step);
    box->setValue(value);
    box->setGroupSeparatorShown(true);
    return box;
}

}  // namespace

SurveyFull::SurveyFull(SurveyActions actions, QWidget* parent) : QWidget(parent), m_actions(std::move(actions)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    auto* card = new Card(tr("Test a set of features"), QStringLiteral("causal"), this);
    auto* about = new Label(tr("Is the set needed, is it enough, would other features have done it, and what does each "
                               "feature do alone? The run measures all of it on the same pairs, with 95 % intervals."),
                            TextRole::Body, TextTone::Muted, card);
    about->setWordWrap(true);
    card->body()->addWidget(about);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing(3));
    grid->setVerticalSpacing(spacing(3));
    const auto combo = [card] {
        auto* box = new QComboBox(card);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
        return box;
    };
    m_set = combo();
    m_dataset = combo();
    m_positions = combo();
    fillPositions(m_positions);
    m_pairs = makeSpin(1'000'000, 1000, 100, card);
    m_pairs->setSpecialValueText(tr("All"));
    m_controls = makeSpin(2000, 200, 50, card);
    m_controls->setSpecialValueText(tr("None"));
    m_controls->setToolTip(tr("So many sets drawn at random, and as many that fire about as often as the set"));
    m_each = makeSpin(100'000, 64, 16, card);
    m_each->setSpecialValueText(tr("None"));
    m_each->setToolTip(tr("So many of the strongest features are ablated one by one"));
    m_doses = new QLineEdit(QStringLiteral("0 0.25 0.5 0.75 1.25 1.5 2 3"), card);
    m_doses->setToolTip(tr("The set is scaled by each of these factors; 1 changes nothing. Empty = no curve"));
    m_attribution = combo();
    m_attribution->addItem(tr("Activation × gradient"), QStringLiteral("gradient"));
    m_attribution->addItem(tr("Integrated gradients"), QStringLiteral("integrated-gradients"));
    m_attribution->addItem(tr("None"), QString());
    m_attribution->setToolTip(tr("Its guess of every single feature is compared with what ablating it does"));
    m_device = combo();
    m_device->addItem(tr("Processor"), QStringLiteral("cpu"));
    m_device->addItem(tr("Graphics card (CUDA)"), QStringLiteral("cuda"));
    const std::pair<QString, QWidget*> fields[] = {{tr("Set"), m_set},
                                                   {tr("Data set"), m_dataset},
                                                   {tr("Where"), m_positions},
                                                   {tr("Pairs at most"), m_pairs},
                                                   {tr("Control sets of each kind"), m_controls},
                                                   {tr("Single features"), m_each},
                                                   {tr("Attribution"), m_attribution},
                                                   {tr("Runs on"), m_device},
                                                   {tr("Doses"), m_doses}};
    int place = 0;
    for (const auto& [name, field] : fields) {
        grid->addWidget(namedField(name, field, card), place / 4, place % 4, 1, field == m_doses ? 2 : 1);
        ++place;
    }
    m_start = new QPushButton(tr("&Start the test"), card);
    needsWriting(m_start);
    m_start->setProperty("role", QStringLiteral("primary"));
    m_start->setAutoDefault(false);
    grid->addWidget(m_start, 2, 3, Qt::AlignBottom | Qt::AlignRight);
    card->body()->addLayout(grid);
    m_estimate = new Label({}, TextRole::Small, TextTone::Muted, card);
    m_estimate->setWordWrap(true);
    card->body()->addWidget(m_estimate);
    m_reason = new Label({}, TextRole::Small, TextTone::Warning, card);
    m_reason->setWordWrap(true);
    card->body()->addWidget(m_reason);
    column->addWidget(card);
    auto* runs = new Card(tr("Runs"), QStringLiteral("clock"), this);
    m_runCard = runs;
    m_runs = new QVBoxLayout;
    m_runs->setSpacing(spacing(2));
    runs->body()->addLayout(m_runs);
    column->addWidget(runs);
    column->addStretch(1);

    for (QComboBox* box : {m_set, m_dataset, m_positions, m_attribution, m_device}) {
        connect(box, &QComboBox::currentIndexChanged, this, &SurveyFull::showState);
    }
    for (QSpinBox* box : {m_pairs, m_controls, m_each}) {
        connect(box, &QSpinBox::valueChanged, this, &SurveyFull::showState);
    }
    connect(m_doses, &QLineEdit::textChanged, this, &SurveyFull::showState);
    connect(m_start, &QPushButton::clicked, this, &SurveyFull::start);
    connect(&m_task, &BackgroundTask::succeeded, this, &SurveyFull::finishStart);
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        showState();
        if (error.code != ErrorCode::Interrupted) {
            Q_EMIT failed(error);
        }
    });
    showState();
    rebuildRows();
}

SurveyFull::~SurveyFull() = default;

void SurveyFull::setWorkspace(WorkspaceSession* session) {
    stopListening(m_session, this);
    m_task.cancel();
    m_session = session;
    if (session != nullptr) {
        connect(session, &WorkspaceSession::artifactsChanged, this, &SurveyFull::refresh);
        connect(session, &WorkspaceSession::featureSetsChanged, this, &SurveyFull::refresh);
        connect(session, &WorkspaceSession::indexChanged, this, &SurveyFull::refresh);
        connect(session, &WorkspaceSession::scopeChanged, this, &SurveyFull::refresh);
        if (JobMonitor* jobs = session->jobs(); jobs != nullptr) {
            connect(jobs, &JobMonitor::listChanged, this, &SurveyFull::rebuildRows);
            connect(jobs, &JobMonitor::jobEnded, this, &SurveyFull::rebuildRows);
            connect(jobs, &JobMonitor::jobChanged, this, [this](const QString& id) {
                const auto row = m_rows.find(id.toStdString());
                const Job* job = m_session != nullptr ? m_session->jobs()->job(id.toStdString()) : nullptr;
                if (row != m_rows.end() && job != nullptr) {
                    fillRow(row->second, *job);
                }
            });
        }
        refresh();
    }
    rebuildRows();
    showState();
}

void SurveyFull::setSecondsPerPair(double seconds) {
    m_secondsPerPair = seconds;
    showState();
}

void SurveyFull::refresh() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        showState();
        return;
    }
    const Workspace& workspace = *m_session->workspace();
    {
        const QSignalBlocker first(m_set);
        const QSignalBlocker second(m_dataset);
        const QVariant set = m_set->currentData();
        const QVariant dataset = m_dataset->currentData();
        const bool fresh = m_dataset->count() == 0;
        m_set->clear();
        m_setSizes.clear();
        m_datasetPairs.clear();
        m_set->addItem(tr("Kept features (%1)").arg(workspace.settings().keptFeatures), QString());
        m_setSizes[QString()] = workspace.settings().keptFeatures;
        for (const FeatureSet& one : workspace.featureSets()) {
            const QString name = QString::fromStdString(one.name);
            m_set->addItem(tr("Set %1 (%2)").arg(cellText(name), QString::number(one.members.size())), name);
            m_setSizes[name] = static_cast<std::uint32_t>(one.members.size());
        }
        m_set->setCurrentIndex(std::max(0, m_set->findData(set)));
        m_dataset->clear();
        for (const Dataset& one : workspace.datasets()) {
            const QString name = QString::fromStdString(one.name);
            m_dataset->addItem(tr("%1 (%Ln pairs)", nullptr, pluralOf(one.pairs)).arg(cellText(name)), name);
            m_datasetPairs[name] = one.pairs;
        }
        const QVariant own = m_session->index() != nullptr
                                 ? QVariant(QString::fromStdString(m_session->index()->manifest().datasetName))
                                 : QVariant();
        m_dataset->setCurrentIndex(std::max(0, m_dataset->findData(fresh ? own : dataset)));
    }
    showState();
}

std::optional<std::vector<double>> SurveyFull::doses() const {
    std::vector<double> found;
    static const QRegularExpression gaps(QStringLiteral("[\\s;]+"));
    for (QString word : m_doses->text().split(gaps, Qt::SkipEmptyParts)) {
        if (word.endsWith(QLatin1Char(','))) {
            word.chop(1);
        }
        bool good = false;
        const double dose = word.replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&good);
        if (!good || !std::isfinite(dose) || std::abs(dose) > 100.0) {
            return std::nullopt;
        }
        if (std::ranges::find(found, dose) == found.end()) {
            found.push_back(dose);
        }
    }
    return found;
}

CausalRunRequest SurveyFull::request() const {
    CausalRunRequest request;
    request.dataset = m_dataset->currentData().toString().toStdString();
    request.featureSet = m_set->currentData().toString().toStdString();
    request.scope = m_session != nullptr ? m_session->scope() : TokenScope::SentenceEnds;
    request.what.positions = positionsOf(m_positions);
    request.what.doses = doses().value_or(std::vector<double>{});
    request.what.randomControls = static_cast<std::uint32_t>(m_controls->value());
    request.what.densityControls = request.what.randomControls;
    request.what.attribution = m_attribution->currentData().toString().toStdString();
    request.what.maxPairs = static_cast<std::uint64_t>(m_pairs->value());
    request.each = static_cast<std::uint32_t>(m_each->value());
    request.device = m_device->currentData().toString().toStdString();
    return request;
}

QString SurveyFull::problem() const {
    if (m_session == nullptr || m_session->workspace() == nullptr || m_session->index() == nullptr) {
        return tr("Build an index on the Overview page first: it names the features and the model.");
    }
    if (m_dataset->count() == 0) {
        return tr("Import preference pairs on the Overview page.");
    }
    if (const auto found = m_setSizes.find(m_set->currentData().toString());
        found == m_setSizes.end() || found->second == 0) {
        return tr("This set has no feature.");
    }
    if (!doses()) {
        return tr("Doses are numbers with spaces between them, such as 0 0.5 2.");
    }
    return {};
}

std::uint64_t SurveyFull::arms() const {
    return 3 + doses().value_or(std::vector<double>{}).size() + static_cast<std::uint64_t>(m_each->value()) +
           2 * static_cast<std::uint64_t>(m_controls->value());
}

std::uint64_t SurveyFull::measuredPairs() const {
    const auto found = m_datasetPairs.find(m_dataset->currentData().toString());
    const std::uint64_t all = found == m_datasetPairs.end() ? 0 : found->second;
    const auto most = static_cast<std::uint64_t>(m_pairs->value());
    return most == 0 ? all : std::min(all, most);
}

QString SurveyFull::estimate() const {
    const std::uint64_t passes = arms() * measuredPairs();
    QString text = tr("%1 changes × %2 pairs = %3 passes through the layers above the SAE")
                       .arg(countText(arms()), countText(measuredPairs()), countText(passes));
    if (m_secondsPerPair > 0.0) {
        text += tr(", at most %1 at the speed of the last quick look")
                    .arg(durationText(m_secondsPerPair * static_cast<double>(passes)));
    }
    return text + tr(". Pairs in which nothing fires that is changed cost nothing.");
}

void SurveyFull::showState() {
    const QString reason = problem();
    m_start->setEnabled(reason.isEmpty() && !m_task.running());
    m_estimate->setText(reason.isEmpty() ? estimate() : QString());
    m_estimate->setVisible(reason.isEmpty());
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

void SurveyFull::start() {
    if (m_task.running() || !problem().isEmpty()) {
        return;
    }
    m_spec = std::make_shared<std::optional<RunSpec>>();
    m_task.start([folder = m_session->workspace()->folder(), asked = request(), plan = m_actions.plan, spec = m_spec](
                     std::stop_token, const ProgressCallback&) -> Status {
        auto workspace = Workspace::open(folder);
        if (!workspace) {
            return failure(workspace);
        }
        auto planned = plan(**workspace, asked);
        if (!planned) {
            return failure(planned);
        }
        *spec = std::move(*planned);
        return {};
    });
    showState();
}

void SurveyFull::finishStart() {
    showState();
    if (m_session == nullptr || m_session->jobs() == nullptr || m_spec == nullptr || !m_spec->has_value()) {
        return;
    }
    auto id = m_session->jobs()->start(std::move(**m_spec));
    m_spec.reset();
    if (!id) {
        Q_EMIT failed(id.error());
        return;
    }
    Q_EMIT told(MessageKind::Success, tr("The test is started."), tr("Results opens it when it is done."));
    Q_EMIT started(QString::fromStdString(*id));
    rebuildRows();
}

void SurveyFull::rebuildRows() {
    for (const auto& [id, row] : m_rows) {
        m_runs->removeWidget(row.widget);
        row.widget->hide();
        row.widget->deleteLater();
    }
    m_rows.clear();
    JobMonitor* jobs = m_session != nullptr ? m_session->jobs() : nullptr;
    if (jobs != nullptr) {
        for (const Job* job : jobs->jobs()) {
            if (job->spec.kind != JobKind::Causal || static_cast<int>(m_rows.size()) >= rowsAtMost) {
                continue;
            }
            Row row;
            row.widget = new ProgressRow(m_runCard);
            const std::string id = job->spec.id;
            const auto button = [&](const QString& text) {
                auto* made = new QPushButton(text, row.widget);
                made->setAutoDefault(false);
                row.widget->buttons()->addWidget(made);
                return made;
            };
            row.stop = button(tr("Stop"));
            row.resume = button(tr("Resume"));
            row.show = button(tr("Show results"));
            needsWriting(row.stop);
            needsWriting(row.resume);
            connect(row.stop, &QPushButton::clicked, this, [this, id] {
                if (const Status status = m_session->jobs()->stop(id); !status) {
                    Q_EMIT failed(status.error());
                }
            });
            connect(row.resume, &QPushButton::clicked, this, [this, id] {
                if (const Status status = m_session->jobs()->resume(id); !status) {
                    Q_EMIT failed(status.error());
                }
            });
            connect(row.show, &QPushButton::clicked, this,
                    [this, id] { Q_EMIT showRequested(QString::fromStdString(id)); });
            m_runs->addWidget(row.widget);
            m_rows.emplace(id, row);
            fillRow(row, *job);
        }
    }
    m_runCard->setVisible(!m_rows.empty());
}

void SurveyFull::fillRow(const Row& row, const Job& job) {
    row.widget->setTitle(literalText(QString::fromStdString(job.spec.title.empty() ? job.spec.id : job.spec.title)));
    const bool running = job.active();
    const bool done = job.state == RunState::Finished;
    QString detail = whenText(job.spec.createdAt);
    std::optional<double> fraction;
    if (running) {
        fraction = -1.0;
        if (job.progress && job.progress->total > 0) {
            fraction = static_cast<double>(job.progress->done) / static_cast<double>(job.progress->total);
            detail = sentence(job.progress->stage);
            if (job.progress->etaSeconds) {
                detail += QStringLiteral(" · ") + durationText(*job.progress->etaSeconds);
            }
        }
    } else if (job.result && !job.result->message.empty() && !done) {
        detail = literalText(sentence(job.result->message));
    }
    const QString words[] = {tr("waits"),  tr("running"), tr("done"),
                             tr("failed"), tr("stopped"), tr("its process is gone")};
    const TextTone tones[] = {TextTone::Muted, TextTone::Normal,  TextTone::Ok,
                              TextTone::Error, TextTone::Warning, TextTone::Warning};
    const auto state = static_cast<std::size_t>(job.state);
    row.widget->setState(words[state], tones[state]);
    row.widget->setDetail(detail);
    row.widget->setFraction(fraction);
    row.stop->setVisible(running);
    row.resume->setVisible(job.ended() && !done);
    row.show->setVisible(done);
}

void SurveyFull::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("set"), m_set->currentData());
    settings.setValue(QStringLiteral("dataset"), m_dataset->currentData());
    settings.setValue(QStringLiteral("positions"), m_positions->currentData());
    settings.setValue(QStringLiteral("pairs"), m_pairs->value());
    settings.setValue(QStringLiteral("controls"), m_controls->value());
    settings.setValue(QStringLiteral("each"), m_each->value());
    settings.setValue(QStringLiteral("doses"), m_doses->text());
    settings.setValue(QStringLiteral("attribution"), m_attribution->currentData());
}

void SurveyFull::restoreState(QSettings& settings) {
    const auto choose = [&settings](QComboBox* box, const char* key) {
        const int place = box->findData(settings.value(QLatin1String(key)));
        if (settings.contains(QLatin1String(key)) && place >= 0) {
            box->setCurrentIndex(place);
        }
    };
    choose(m_set, "set");
    choose(m_dataset, "dataset");
    choose(m_positions, "positions");
    choose(m_attribution, "attribution");
    m_pairs->setValue(settings.value(QStringLiteral("pairs"), m_pairs->value()).toInt());
    m_controls->setValue(settings.value(QStringLiteral("controls"), m_controls->value()).toInt());
    m_each->setValue(settings.value(QStringLiteral("each"), m_each->value()).toInt());
    m_doses->setText(settings.value(QStringLiteral("doses"), m_doses->text()).toString());
}

}  // namespace saferscope
