// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/sweep_form.h"

#include "core/workspace/sweep_spec_filling.h"
#include "ui/bridge/sentences.h"
#include "ui/experiments/form_grid.h"
#include "ui/experiments/launch_fields.h"
#include "ui/experiments/ratio_chips.h"
#include "ui/experiments/training_fields.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

enum FeatureChoice { StrongestFeatures, RuleFeatures, SetFeatures };

constexpr int mostSeeds = 50;
constexpr int leastLength = 12;  ///< characters of a box
constexpr int mostLength = 20;

QComboBox* makeBox(QWidget* parent) {
    auto* box = new QComboBox(parent);
    // A long name must not make the whole column wide.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(leastLength);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return box;
}

/// Shows its longest text whole, up to a length that leaves the preview its room.
void fitToItems(QComboBox* box) {
    box->ensurePolished();
    const QFontMetrics metrics = box->fontMetrics();
    int widest = 0;
    for (int i = 0; i < box->count(); ++i) {
        widest = std::max(widest, metrics.horizontalAdvance(box->itemText(i)));
    }
    box->setMinimumContentsLength(
        std::clamp(widest / metrics.horizontalAdvance(QLatin1Char('X')) + 1, leastLength, mostLength));
    // QComboBox::minimumSizeHint() remembers the length that it had when it was first asked.
    box->setMinimumWidth(box->sizeHint().width());
}

/// Takes the value if the box has it.
bool choose(QComboBox* box, const QString& value) {
    const int at = box->findData(value);
    if (at >= 0) {
        box->setCurrentIndex(at);
    }
    return at >= 0;
}

}  // namespace

SweepForm::SweepForm(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    m_mode = new SegmentedSwitch(tr("What is done to the pairs"), {tr("Poison"), tr("Denoise")},
                                 {tr("Flip pairs"), tr("Drop pairs")}, this);
    column->addWidget(m_mode, 0, Qt::AlignLeft);
    m_sentence = new Label({}, TextRole::Small, TextTone::Muted, this);
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    makeData(column);
    column->addWidget(makeLine(Qt::Horizontal, this));
    makeWhat(column);
    column->addWidget(makeLine(Qt::Horizontal, this));
    makeHow(column);
    column->addStretch(1);
    for (const int mode : {0, 1}) {
        m_modeRatios[mode] = publishedRatios(static_cast<ExperimentMode>(mode));
        m_modeStrategies[mode] = usualStrategies(static_cast<ExperimentMode>(mode));
    }
    connect(m_mode, &SegmentedSwitch::picked, this, [this] {
        modeChanged();
        say();
    });
    modeChanged();
    showFeatures();
    showTraining();
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &SweepForm::fitBoxes);
}

void SweepForm::makeData(QVBoxLayout* column) {
    m_dataGrid = new FormGrid(this);
    m_dataset = makeBox(this);
    m_base = makeBox(this);
    m_index = makeBox(this);
    m_evaluation = makeBox(this);
    m_suite = makeBox(this);
    m_reference = makeBox(this);
    m_suite->addItem(tr("Detect automatically"), QStringLiteral("auto"));
    m_suite->addItem(tr("RewardBench"), QStringLiteral("rewardbench"));
    m_suite->addItem(tr("RM-Bench"), QStringLiteral("rm-bench"));
    m_suite->addItem(tr("Subsets as they are"), QStringLiteral("plain"));
    m_name = new QLineEdit(this);
    m_name->setMaxLength(120);
    m_name->setPlaceholderText(tr("chosen for you"));
    m_dataGrid->addRow(tr("Na&me"), m_name);
    m_dataGrid->addRow(tr("&Data set"), m_dataset);
    m_dataGrid->addRow(tr("&Base model"), m_base);
    m_dataGrid->addRow(tr("&Feature index"), m_index);
    m_indexNote = new Label({}, TextRole::Small, TextTone::Warning, this);
    m_indexNote->setWordWrap(true);
    m_indexNote->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_dataGrid->addWide(m_indexNote);
    m_indexNote->hide();
    m_dataGrid->addRow(tr("E&valuate on"), m_evaluation);
    m_dataGrid->addRow(tr("S&uite"), m_suite);
    m_dataGrid->addRow(tr("Re&ference"), m_reference);
    m_reference->setToolTip(plainToolTip(
        tr("The data set as it was before it was spoiled: trained on as well, so that the results show how "
           "much could be won back")));
    column->addWidget(m_dataGrid);
    connect(m_dataset, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling) {
            m_datasetChosen = true;
            datasetChanged();
            chooseIndexOfDataset();
            say();
        }
    });
    for (QComboBox* box : {m_base, m_index, m_evaluation, m_suite, m_reference}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this] { say(); });
    }
}

void SweepForm::makeWhat(QVBoxLayout* column) {
    column->addWidget(new Label(tr("Strategies"), TextRole::Strong, TextTone::Normal, this));
    m_strategies = new StrategyList(this);
    column->addWidget(m_strategies);
    m_whatGrid = new FormGrid(this);
    m_features = makeBox(this);
    m_top = new QSpinBox(this);
    m_top->setRange(1, 131072);
    m_top->setPrefix(tr("at most "));
    m_rule = new QLineEdit(this);
    m_rule->setPlaceholderText(tr("llm = 5 and stable"));
    m_rule->setMaxLength(1000);
    m_ratios = new RatioChips(this);
    m_seeds = new QSpinBox(this);
    m_seeds->setRange(1, mostSeeds);
    m_seeds->setValue(3);
    m_seeds->setToolTip(
        plainToolTip(tr("Each model is trained so often, with another order of the data; bands in the "
                        "results show the spread")));
    m_whatGrid->addRow(tr("&Safer's features"), m_features);
    m_whatGrid->addRow(tr("How &many"), m_top);
    m_whatGrid->addRow(tr("R&ule"), m_rule);
    m_whatGrid->addRow(tr("R&atios"), m_ratios);
    m_whatGrid->addRow(tr("See&ds"), m_seeds);
    column->addWidget(m_whatGrid);
    connect(m_strategies, &StrategyList::changed, this, [this] { say(); });
    connect(m_features, &QComboBox::currentIndexChanged, this, [this] {
        showFeatures();
        say();
    });
    connect(m_rule, &QLineEdit::textEdited, this, [this] { say(); });
    connect(m_ratios, &RatioChips::changed, this, [this] { say(); });
    for (QSpinBox* box : {m_top, m_seeds}) {
        connect(box, &QSpinBox::valueChanged, this, [this] { say(); });
    }
}

void SweepForm::makeHow(QVBoxLayout* column) {
    m_trainingToggle = new QToolButton(this);
    m_trainingToggle->setText(tr("Training"));
    m_trainingToggle->setCheckable(true);
    m_trainingToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_trainingToggle->setFont(strongFont());
    m_trainingSummary = new Label({}, TextRole::Small, TextTone::Muted, this);
    m_trainingSummary->setWordWrap(true);
    m_training = new TrainingFields(this);
    column->addWidget(m_trainingToggle, 0, Qt::AlignLeft);
    column->addWidget(m_trainingSummary);
    column->addWidget(m_training);
    m_launch = new LaunchFields(this);
    column->addWidget(m_launch);
    connect(m_trainingToggle, &QToolButton::toggled, this, &SweepForm::showTraining);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        m_trainingToggle->setFont(strongFont());
        showTraining();
    });
    connect(m_training, &TrainingFields::changed, this, [this] { say(); });
    connect(m_launch, &LaunchFields::changed, this, [this] { say(); });
}

void SweepForm::modeChanged() {
    const int mode = m_mode->current();
    m_sentence->setText(
        mode == 0 ? tr("Chosen and rejected are swapped in the pairs a strategy picks: how much damage does the same "
                       "number of wrong labels do?")
                  : tr("The pairs a strategy picks are left out: does the model get better without them?"));
    m_strategies->setMode(static_cast<ExperimentMode>(mode));
    m_strategies->setChosen(m_modeStrategies[mode]);
    m_ratios->setRatios(m_modeRatios[mode]);
    m_ratios->setPublished(publishedRatios(static_cast<ExperimentMode>(mode)));
}

void SweepForm::datasetChanged() {
    const SweepChoices::Data* chosen = m_choices.data(m_dataset->currentData().toString());
    const QSignalBlocker blockReference(m_reference);
    const QSignalBlocker blockEvaluation(m_evaluation);
    // What a spoiled data set was made from is what it is measured against.
    choose(m_reference, chosen != nullptr ? chosen->madeFrom : QString());
    if (m_evaluation->currentData().toString().isEmpty() || m_evaluation->currentData() == m_dataset->currentData()) {
        choose(m_evaluation, m_choices.likelyEvaluation(m_dataset->currentData().toString()));
    }
}

/// An index of these pairs, or of those that they were made from: the newest.
void SweepForm::chooseIndexOfDataset() {
    if (const SweepChoices::Index* index = m_choices.indexFor(m_dataset->currentData().toString()); index != nullptr) {
        const QSignalBlocker blocker(m_index);
        choose(m_index, index->name);
    }
}

void SweepForm::showIndexNote() {
    const QString dataset = m_dataset->currentData().toString();
    const SweepChoices::Index* index = m_choices.index(m_index->currentData().toString());
    const bool other = index != nullptr && !index->dataset.isEmpty() && !m_choices.speaksOf(*index, dataset);
    const QString shown = cellText(dataset);
    m_indexNote->setText(
        !other ? QString()
        : m_choices.indexFor(dataset) != nullptr
            ? tr("This index was made of “%1”, not of “%2”: pairs that it does not hold have no score.")
                  .arg(cellText(index->dataset), shown)
            : tr("There is no feature index of “%1”. Build one on the Overview page: pairs that an index does not "
                 "hold have no score.")
                  .arg(shown));
    m_indexNote->setVisible(other);
}

QString SweepForm::indexNote() const { return m_indexNote->text(); }

void SweepForm::setChoices(const SweepChoices& choices) {
    m_filling = true;
    m_choices = choices;
    const auto fill = [&](QComboBox* box, const std::vector<std::pair<QString, QString>>& items) {
        const QSignalBlocker blocker(box);
        const QString before = box->currentData().toString();
        const bool any = box->count() > 0;
        box->clear();
        for (const auto& [text, value] : items) {
            box->addItem(cellText(text), value);
        }
        return any && choose(box, before);
    };
    std::vector<std::pair<QString, QString>> datasets;
    for (const SweepChoices::Data& one : choices.datasets) {
        datasets.emplace_back(tr("%1 (%Ln pairs)", nullptr, pluralOf(one.pairs)).arg(one.name), one.name);
    }
    const QString datasetBefore = m_dataset->currentData().toString();
    if (!fill(m_dataset, datasets)) {
        m_datasetChosen = false;
    }
    auto optional = datasets;
    optional.emplace(optional.begin(), tr("None"), QString());
    const bool keptReference = fill(m_reference, optional);
    auto evaluations = datasets;
    evaluations.emplace(evaluations.begin(), tr("Choose…"), QString());
    fill(m_evaluation, evaluations);
    std::vector<std::pair<QString, QString>> models;
    models.emplace_back(tr("Choose…"), QString());
    for (const SweepChoices::Model& model : choices.models) {
        models.emplace_back(model.name, model.name);
    }
    fill(m_base, models);
    if (m_base->currentData().toString().isEmpty() && !choices.indexes.empty()) {
        const QSignalBlocker blocker(m_base);
        choose(m_base, choices.indexes.front().base);
    }
    std::vector<std::pair<QString, QString>> indexes;
    for (const SweepChoices::Index& index : choices.indexes) {
        indexes.emplace_back(index.name, index.name);
    }
    fill(m_index, indexes);
    m_dataGrid->setRowVisible(m_index, !indexes.empty());
    if (!m_datasetChosen) {
        // The pairs that the index in use was made from, and not whichever comes first.
        const SweepChoices::Index* index = choices.index(m_index->currentData().toString());
        const QSignalBlocker blocker(m_dataset);
        choose(m_dataset, index != nullptr ? index->dataset : QString());
    }
    const bool kept = m_dataset->currentData().toString() == datasetBefore;
    {
        const QSignalBlocker blocker(m_features);
        const QString before = m_features->currentText();
        const int kind = m_features->currentData().toInt();
        m_features->clear();
        m_features->addItem(tr("The strongest"), StrongestFeatures);
        m_features->addItem(tr("By a rule"), RuleFeatures);
        for (const QString& set : choices.featureSets) {
            m_features->addItem(tr("Set “%1”").arg(cellText(set)), SetFeatures);
            m_features->setItemData(m_features->count() - 1, set, Qt::UserRole + 1);
        }
        m_features->setCurrentIndex(kind == SetFeatures ? std::max(0, m_features->findText(before)) : kind);
        const QSignalBlocker blockTop(m_top);
        if (!m_top->property("set").toBool()) {
            m_top->setValue(static_cast<int>(choices.keptFeatures));
            m_top->setProperty("set", true);
        }
    }
    fitBoxes();
    m_filling = false;
    if (!kept || !keptReference) {
        datasetChanged();
    }
    showFeatures();
    say();
}

void SweepForm::fitBoxes() {
    for (QComboBox* box : {m_dataset, m_evaluation, m_reference}) {
        fitToItems(box);
    }
}

void SweepForm::setRubric(RubricKnown known) {
    m_rubric = known;
    showObstacles();
}

void SweepForm::showFeatures() {
    const int kind = m_features->currentData().toInt();
    m_whatGrid->setRowVisible(m_top, kind != SetFeatures);
    m_whatGrid->setRowVisible(m_rule, kind == RuleFeatures);
}

void SweepForm::showObstacles() { m_strategies->setObstacles(strategyObstacles(m_choices, spec(), m_rubric)); }

void SweepForm::showTraining() {
    const bool open = m_trainingToggle->isChecked();
    m_trainingToggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_training->setVisible(open);
    m_trainingSummary->setVisible(!open);
    m_trainingSummary->setText(m_training->summary());
}

void SweepForm::say() {
    if (m_filling) {
        return;
    }
    const int mode = m_mode->current();
    m_modeRatios[mode] = m_ratios->ratios();
    m_modeStrategies[mode] = m_strategies->wanted();
    const QString base = m_base->currentData().toString();
    const auto model = std::find_if(m_choices.models.begin(), m_choices.models.end(),
                                    [&](const SweepChoices::Model& one) { return one.name == base; });
    const SweepChoices::Index* index = m_choices.index(m_index->currentData().toString());
    m_training->suggest(model == m_choices.models.end() ? 0 : model->width,
                        !m_choices.usualTraining.empty()          ? m_choices.usualTraining
                        : index != nullptr && index->base == base ? index->training
                                                                  : Json::object());
    m_trainingSummary->setText(m_training->summary());
    showIndexNote();
    showObstacles();
    Q_EMIT changed();
}

SweepSpec SweepForm::spec() const {
    SweepSpec spec;
    const auto name = [](const QComboBox* box) { return box->currentData().toString().toStdString(); };
    spec.title = m_name->text().simplified().toStdString();
    spec.mode = static_cast<ExperimentMode>(m_mode->current());
    spec.strategies = m_strategies->chosen();
    spec.ratios = m_ratios->ratios();
    for (int seed = 1; seed <= m_seeds->value(); ++seed) {
        spec.seeds.push_back(static_cast<std::uint64_t>(seed));
    }
    spec.dataset = name(m_dataset);
    spec.reference = m_reference->currentData().toString().isEmpty() ? std::string(noReference) : name(m_reference);
    spec.baseModel = name(m_base);
    spec.index = name(m_index);
    spec.evaluation = name(m_evaluation);
    spec.suite = name(m_suite);
    switch (m_features->currentData().toInt()) {
        case RuleFeatures:
            spec.rule = m_rule->text().trimmed().toStdString();
            [[fallthrough]];
        case StrongestFeatures:
            spec.features = static_cast<std::uint32_t>(m_top->value());
            break;
        default:
            spec.featureSet = m_features->currentData(Qt::UserRole + 1).toString().toStdString();
    }
    spec.trainingConfig = m_training->config();
    spec.device = m_launch->device().toStdString();
    spec.launcher = m_launch->slurm() ? "slurm" : "local";
    spec.keepModels = m_launch->keepModels();
    return spec;
}

QString SweepForm::problem() const {
    if (const QString why = whyNoSweep(m_choices, spec()); !why.isEmpty()) {
        return why;
    }
    if (m_features->currentData().toInt() == RuleFeatures && m_rule->text().trimmed().isEmpty()) {
        return tr("Write the rule that chooses Safer's features.");
    }
    if (const QString why = m_training->problem(); !why.isEmpty()) {
        return why;
    }
    if (m_launch->slurm()) {
        if (const auto settings = m_launch->slurmSettings(); !settings) {
            return sentence(settings.error().message);
        }
    }
    return {};
}

}  // namespace saferscope
