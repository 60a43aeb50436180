// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_quick.h"

#include "core/workspace/kept_results.h"
#include "ui/bridge/engine.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/survey_chart.h"
#include "ui/causal/survey_keep.h"
#include "ui/causal/survey_subject.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/opinion_summary.h"
#include "ui/models/table_export.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"
#include "ui/widgets/progress_row.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

const QString lane = QStringLiteral("survey");

}  // namespace

SurveyQuick::SurveyQuick(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    auto* card = new Card({}, {}, this);
    m_subject = new SurveySubject(card);
    card->body()->addWidget(m_subject);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(3));
    m_dataset = new QComboBox(card);
    m_dataset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_dataset->setMinimumContentsLength(18);
    m_pairs = new QSpinBox(card);
    m_pairs->setRange(10, 1000);
    m_pairs->setSingleStep(50);
    m_pairs->setValue(500);
    m_pairs->setToolTip(
        tr("Spread evenly over the data set; the first answer takes as long as the model needs to read "
           "them"));
    m_measure = new QPushButton(tr("&Measure"), card);
    m_measure->setProperty("role", QStringLiteral("primary"));
    m_measure->setAutoDefault(false);
    row->addWidget(namedField(tr("Data set"), m_dataset, card), 2);
    row->addWidget(namedField(tr("Pairs at most"), m_pairs, card));
    row->addStretch(1);
    row->addWidget(m_measure, 0, Qt::AlignBottom);
    card->body()->addLayout(row);
    m_reason = new Label({}, TextRole::Small, TextTone::Muted, card);
    m_reason->setWordWrap(true);
    card->body()->addWidget(m_reason);
    m_progress = new ProgressRow(card);
    m_progress->setTitle(tr("Measuring"));
    m_cancel = new QPushButton(tr("Cancel"), m_progress);
    m_cancel->setAutoDefault(false);
    m_progress->buttons()->addWidget(m_cancel);
    card->body()->addWidget(m_progress);
    column->addWidget(card);
    m_results = makeResults();
    column->addWidget(m_results, 1);
    m_idle = new EmptyState(QStringLiteral("causal"), tr("What does a change do to a whole data set?"),
                            tr("Choose features and a change, then measure. The first answer takes a while: the model "
                               "reads the pairs once. After that every move of the slider is answered at once."),
                            {}, this);
    column->addWidget(m_idle, 1);

    connect(m_measure, &QPushButton::clicked, this, &SurveyQuick::start);
    connect(m_cancel, &QPushButton::clicked, this, &SurveyQuick::stop);
    connect(m_subject, &SurveySubject::changed, this, [this] {
        if (m_live) {
            ask();  // newest wins
        }
        showState();
    });
    const auto other = [this] {
        m_live = false;  // other pairs have to be read first: that is for the button
        showState();
    };
    connect(m_dataset, &QComboBox::currentIndexChanged, this, other);
    connect(m_pairs, &QSpinBox::valueChanged, this, other);
    connect(&m_task, &BackgroundTask::succeeded, this, [this] {
        m_files[m_making] = *m_made;
        if (m_waiting) {
            ask();
        }
        showState();
    });
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        m_waiting = false;
        showState();
        if (error.code != ErrorCode::Interrupted) {
            Q_EMIT failed(error);
        }
    });
    connect(m_keep, &SurveyKeep::keepRequested, this, &SurveyQuick::keepAs);
    showState();
}

SurveyQuick::~SurveyQuick() = default;

QWidget* SurveyQuick::makeResults() {
    auto* results = new QWidget(this);
    auto* column = new QVBoxLayout(results);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    m_reading = new Label({}, TextRole::Strong, TextTone::Normal, results);
    m_reading->setWordWrap(true);
    m_reading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_reading);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    m_timing = new Label({}, TextRole::Small, TextTone::Muted, results);
    m_keep = new SurveyKeep(results);
    auto* save = new QPushButton(tr("Export…"), results);
    save->setAutoDefault(false);
    save->setToolTip(tr("The table of sections as CSV or JSON; the chart's own menu saves the picture"));
    row->addWidget(m_timing);
    row->addStretch(1);
    row->addWidget(m_keep, 2);
    row->addWidget(save);
    column->addLayout(row);
    auto* split = new QSplitter(Qt::Horizontal, results);
    split->setChildrenCollapsible(false);
    auto* left = new QSplitter(Qt::Vertical, split);
    left->setChildrenCollapsible(false);
    m_chart = new SurveyChart(left);
    m_sections = new SurveyTable(this);
    m_sectionView = makeSurveyTable(m_sections, tr("Effect per section"), left);
    left->addWidget(m_chart);
    left->addWidget(m_sectionView);
    left->setStretchFactor(0, 3);
    left->setStretchFactor(1, 2);
    auto* right = new QWidget(split);
    auto* list = new QVBoxLayout(right);
    list->setContentsMargins(spacing(2), 0, 0, 0);
    list->setSpacing(spacing(2));
    list->addWidget(new Label(tr("Pairs that change most"), TextRole::Strong, TextTone::Normal, right));
    m_changes = new SurveyTable(this);
    m_pairView = makeSurveyTable(m_changes, tr("Pairs that change most"), right);
    m_pairView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_pairView->setToolTip(tr("Enter or double click opens the pair on the One pair tab"));
    list->addWidget(m_pairView, 1);
    auto* toPairs = new QAction(tr("Show on the Pairs page"), m_pairView);
    connect(toPairs, &QAction::triggered, this, [this] { openPair(m_pairView->currentIndex().row(), true); });
    m_pairView->addAction(toPairs);
    split->addWidget(left);
    split->addWidget(right);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({720, 440});
    column->addWidget(split, 1);
    connect(m_pairView, &QTableView::activated, this,
            [this](const QModelIndex& index) { openPair(index.row(), false); });
    connect(save, &QPushButton::clicked, this, &SurveyQuick::askForTable);
    connect(m_chart, &SurveyChart::failed, this, &SurveyQuick::failed);
    connect(m_chart, &SurveyChart::exported, this,
            [this](const QString& path) { Q_EMIT told(MessageKind::Success, tr("Saved %1").arg(path), {}); });
    return results;
}

void SurveyQuick::setWorkspace(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
        if (m_waiting && m_session->engine() != nullptr) {
            m_session->engine()->cancel(lane);
        }
    }
    m_task.cancel();
    m_session = session;
    m_waiting = false;
    m_live = false;
    ++m_round;
    m_files.clear();
    m_surveyed.reset();
    m_secondsPerPair = 0.0;
    if (session != nullptr) {
        connect(session, &WorkspaceSession::artifactsChanged, this, &SurveyQuick::refresh);
        connect(session, &WorkspaceSession::featureSetsChanged, this, &SurveyQuick::refresh);
        connect(session, &WorkspaceSession::scopeChanged, this, &SurveyQuick::refresh);
        connect(session, &WorkspaceSession::indexChanged, this, [this] {
            m_live = false;
            m_secondsPerPair = 0.0;
            refresh();
        });
        refresh();
    }
    showResult();
    showState();
}

void SurveyQuick::refresh() {
    if (m_session == nullptr) {
        return;
    }
    if (m_session->workspace() != nullptr) {
        const bool first = m_dataset->count() == 0;
        const QVariant before = m_dataset->currentData();
        const QSignalBlocker quiet(m_dataset);
        m_dataset->clear();
        for (const Dataset& dataset : m_session->workspace()->datasets()) {
            m_dataset->addItem(tr("%1 (%Ln pairs)", nullptr, pluralOf(dataset.pairs))
                                   .arg(cellText(QString::fromStdString(dataset.name))),
                               QString::fromStdString(dataset.name));
        }
        const QVariant own = m_session->index() != nullptr
                                 ? QVariant(QString::fromStdString(m_session->index()->manifest().datasetName))
                                 : QVariant();
        m_dataset->setCurrentIndex(std::max(0, m_dataset->findData(first ? own : before)));
    }
    m_subject->fill(*m_session);
    showState();
}

void SurveyQuick::measure(const Intervention& intervention) {
    m_live = false;
    m_subject->setIntervention(intervention);
    start();
}

void SurveyQuick::start() {
    if (m_session == nullptr || !m_subject->problem().isEmpty() || m_dataset->count() == 0) {
        showState();
        return;
    }
    m_live = true;
    ask();
    showState();
}

void SurveyQuick::ask() {
    const auto intervention = m_subject->intervention();
    if (m_session == nullptr || m_session->workspace() == nullptr || !intervention) {
        return;
    }
    m_waiting = true;
    auto dataset = m_session->workspace()->dataset(m_dataset->currentData().toString().toStdString());
    if (!dataset) {
        m_waiting = false;
        Q_EMIT failed(dataset.error());
        return;
    }
    const auto file = m_files.find(dataset->contentHash);
    if (file == m_files.end()) {
        if (!m_task.running()) {
            m_making = dataset->contentHash;
            m_detail = tr("Preparing the pairs");
            m_fraction = -1.0;
            m_made = std::make_shared<std::filesystem::path>();
            m_task.start([folder = m_session->workspace()->folder(), data = *dataset, made = m_made](
                             std::stop_token, const ProgressCallback&) -> Status {
                auto workspace = Workspace::open(folder);
                if (!workspace) {
                    return failure(workspace);
                }
                auto path = (*workspace)->exportForWorkers(data);
                if (!path) {
                    return failure(path);
                }
                *made = *path;
                return {};
            });
        }
        return;
    }
    EngineSurvey question;
    question.data = file->second;
    question.maxPairs = static_cast<std::uint64_t>(m_pairs->value());
    question.intervention = *intervention;
    m_detail = m_session->engine()->state() == Engine::State::Ready ? tr("Measuring") : tr("Loading the model");
    m_fraction = -1.0;
    m_dataName = dataset->name;
    const std::uint64_t round = ++m_round;
    m_session->engine()->ask(
        lane, std::move(question), this,
        [this, round, asked = *intervention](Result<EngineAnswer> answer) {
            if (round == m_round) {
                take(std::move(answer), asked);
            }
        },
        [this, round](const EngineProgress& progress) {
            if (round == m_round && progress.total > 0) {
                m_fraction = static_cast<double>(progress.done) / static_cast<double>(progress.total);
                m_detail = tr("%1 of %Ln pairs", nullptr, pluralOf(progress.total))
                               .arg(QLocale().toString(static_cast<qulonglong>(progress.done)));
                showState();
            }
        });
}

void SurveyQuick::stop() {
    m_live = false;
    m_waiting = false;
    ++m_round;
    m_task.cancel();
    if (m_session != nullptr) {
        m_session->engine()->cancel(lane);
    }
    showState();
}

void SurveyQuick::take(Result<EngineAnswer> answer, const Intervention& intervention) {
    m_waiting = false;
    if (!answer) {
        m_live = m_live && answer.error().code == ErrorCode::Interrupted;
        showState();
        if (answer.error().code != ErrorCode::Interrupted) {
            Q_EMIT failed(answer.error());
        }
        return;
    }
    if (auto* surveyed = std::get_if<EngineSurveyed>(&*answer)) {
        m_surveyed = std::make_unique<EngineSurveyed>(std::move(*surveyed));
        m_intervention = intervention;
        if (m_surveyed->cached && !m_surveyed->ids.empty()) {
            m_secondsPerPair = m_surveyed->seconds / static_cast<double>(m_surveyed->ids.size());
        }
        showResult();
    }
    showState();
}

void SurveyQuick::showState() {
    const QString problem = m_session == nullptr || m_dataset->count() == 0
                                ? tr("Import preference pairs and build an index on the Overview page first.")
                                : m_subject->problem();
    m_measure->setEnabled(problem.isEmpty() && !m_waiting);
    m_reason->setText(problem);
    m_reason->setVisible(!problem.isEmpty());
    // A bar that comes and goes with every move of the slider would make the page jump.
    const bool slow = m_waiting && (m_surveyed == nullptr || m_task.running() || m_fraction >= 0.0 || !m_live);
    m_progress->setVisible(slow);
    m_progress->setDetail(m_detail);
    m_progress->setFraction(m_fraction);
    m_results->setVisible(m_surveyed != nullptr);
    m_idle->setVisible(m_surveyed == nullptr);
}

QString SurveyQuick::reading() const { return m_reading->text(); }

void SurveyQuick::showResult() {
    if (m_surveyed == nullptr) {
        m_changes->show({}, 0);
        m_sections->show({}, 0);
        m_chart->setFigure({});
        return;
    }
    const QString what = literalText(sentence(describeIntervention(m_intervention)));
    m_reading->setText(surveyInWords(m_surveyed->sections));
    m_timing->setText(m_surveyed->cached
                          ? tr("%1 s, from what the model had read before").arg(formatNumber(m_surveyed->seconds, 2))
                          : tr("%1 s, the model's first reading included").arg(formatNumber(m_surveyed->seconds, 1)));
    m_keep->setSuggestion(what);
    auto effects = std::make_shared<std::vector<NamedEffect>>();
    effects->push_back({what, m_surveyed->sections});
    m_chart->setFigure(sectionFigure(*effects, tr("What “%1” does to the margin").arg(what),
                                     tr("Margin (chosen minus rejected reward) with the change minus without it, the "
                                        "same pairs of %1 both times.")
                                         .arg(literalText(QString::fromStdString(m_dataName)))));
    const int scrolled = m_sectionView->currentIndex().row();
    const bool fresh = m_sections->columnCount() == 0;
    showSections(*m_sections, effects);
    m_sectionView->selectRow(std::max(0, scrolled));
    struct Row {
        std::string id;
        double before, after;
    };
    auto rows = std::make_shared<std::vector<Row>>();
    for (std::size_t i = 0; i < m_surveyed->ids.size(); ++i) {
        rows->push_back({m_surveyed->ids[i], m_surveyed->before[i].margin(), m_surveyed->after[i].margin()});
    }
    std::ranges::stable_sort(
        *rows, [](const Row& a, const Row& b) { return std::abs(a.after - a.before) > std::abs(b.after - b.before); });
    m_pairIds.clear();
    for (const Row& row : *rows) {
        m_pairIds.push_back(row.id);
    }
    const auto signedText = [](const auto& value) {
        return [value](std::size_t row) { return formatSigned(value(row), 3); };
    };
    const auto change = [rows](std::size_t row) { return (*rows)[row].after - (*rows)[row].before; };
    const auto before = [rows](std::size_t row) { return (*rows)[row].before; };
    const auto after = [rows](std::size_t row) { return (*rows)[row].after; };
    const auto verdict = [rows](std::size_t row) {
        const bool was = (*rows)[row].before > 0.0;
        const bool is = (*rows)[row].after > 0.0;
        return was == is ? QString() : is ? tr("now right") : tr("now wrong");
    };
    m_changes->show({{tr("Pair"),
                      QStringLiteral("id"),
                      {},
                      [rows](std::size_t row) { return literalText(QString::fromStdString((*rows)[row].id)); },
                      {}},
                     {tr("Δ margin"), QStringLiteral("change"), {}, signedText(change), change},
                     {tr("before"), QStringLiteral("before"), {}, signedText(before), before},
                     {tr("after"), QStringLiteral("after"), {}, signedText(after), after},
                     {tr("Verdict"), QStringLiteral("verdict"), {}, verdict, {}}},
                    rows->size());
    if (fresh) {
        fitSurveyTable(m_sectionView);
        fitSurveyTable(m_pairView);
    }
}

void SurveyQuick::openPair(int row, bool onPairsPage) {
    if (m_session == nullptr || row < 0 || row >= m_changes->rowCount()) {
        return;
    }
    const std::string& raw = m_pairIds[m_changes->sourceOf(row)];
    const QString id = QString::fromStdString(raw);
    if (!onPairsPage) {
        Q_EMIT pairRequested(QString::fromStdString(m_dataName), id, m_intervention);
        return;
    }
    const auto index = m_session->index();
    const auto pair =
        index != nullptr && index->manifest().datasetName == m_dataName ? index->findPair(raw) : std::nullopt;
    if (pair) {
        m_session->goToPair(*pair);
    } else {
        Q_EMIT failed({ErrorCode::NotFound, tr("The open index does not hold the pair “%1”.").arg(id).toStdString(),
                       tr("Open it on the One pair tab, or index its data set.").toStdString()});
    }
}

void SurveyQuick::keepAs(const QString& name, const QString& note) {
    if (m_session == nullptr || m_session->workspace() == nullptr || m_surveyed == nullptr) {
        return;
    }
    KeptResult result;
    result.name = name.toStdString();
    result.note = note.toStdString();
    result.kind = KeptResult::Kind::Survey;
    result.intervention = m_intervention;
    result.datasetName = m_dataName;
    result.sections = m_surveyed->sections;
    if (m_session->index() != nullptr) {
        result.modelHash = m_session->index()->manifest().modelHash;
        result.saeHash = m_session->index()->manifest().saeHash;
    }
    const Status status = keepResult(*m_session->workspace(), std::move(result), false);
    if (!status) {
        Q_EMIT failed(status.error());
        return;
    }
    m_keep->done();
    Q_EMIT told(MessageKind::Success, tr("Kept as “%1”.").arg(name), tr("The Kept tab compares and exports it."));
    Q_EMIT kept();
}

bool SurveyQuick::askForTable() {
    if (m_sections->rowCount() == 0) {
        return false;
    }
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the table"), tr("effect.csv"),
                                                      tr("CSV (*.csv);;JSON (*.json);;Tab-separated (*.tsv)"));
    QString problem;
    if (path.isEmpty()) {
        return true;
    }
    if (writeTable(*m_sections, path, &problem)) {
        Q_EMIT told(MessageKind::Success, tr("Saved %1").arg(path), {});
    } else {
        Q_EMIT failed({ErrorCode::Io, tr("The table cannot be saved: %1").arg(problem).toStdString(),
                       tr("Choose another place.").toStdString()});
    }
    return true;
}

void SurveyQuick::saveState(QSettings& settings) const {
    m_subject->saveState(settings);
    settings.setValue(QStringLiteral("dataset"), m_dataset->currentData());
    settings.setValue(QStringLiteral("pairs"), m_pairs->value());
}

void SurveyQuick::restoreState(QSettings& settings) {
    m_subject->restoreState(settings);
    m_pairs->setValue(settings.value(QStringLiteral("pairs"), m_pairs->value()).toInt());
    const int place = m_dataset->findData(settings.value(QStringLiteral("dataset")));
    if (place >= 0) {
        m_dataset->setCurrentIndex(place);
    }
}

}  // namespace saferscope
