// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/training_dialogs.h"

#include "ui/dialogs/base_model_panel.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <initializer_list>

namespace saferscope {
namespace {

/// Sizes of a model from fresh weights. The first is the demo's.
struct FreshSize {
    const char* name;
    int hidden;
    int feedForward;
    int layers;
    int heads;
    int kvHeads;
    int vocabulary;
    double learningRate;
};
constexpr FreshSize freshSizes[] = {
    {QT_TRANSLATE_NOOP("saferscope::TrainRewardModelDialog", "New, small (4 blocks, width 128)"), 128, 384, 4, 4, 2,
     2048, 1e-3},
    {QT_TRANSLATE_NOOP("saferscope::TrainRewardModelDialog", "New, medium (6 blocks, width 256)"), 256, 768, 6, 8, 4,
     4096, 6e-4},
    {QT_TRANSLATE_NOOP("saferscope::TrainRewardModelDialog", "New, large (8 blocks, width 512)"), 512, 1536, 8, 8, 4,
     8192, 3e-4},
};

Json freshModelJson(const FreshSize& size) {
    return {{"hidden_size", size.hidden},          {"intermediate_size", size.feedForward},
            {"num_hidden_layers", size.layers},    {"num_attention_heads", size.heads},
            {"num_key_value_heads", size.kvHeads}, {"max_position_embeddings", 1024}};
}

/// hidden_size or num_hidden_layers of a model folder, 0 when its config.json cannot be read.
int configNumber(const std::filesystem::path& folder, const char* key) {
    const auto json = readJsonFile(folder / "config.json", 1u << 20);
    const auto value = json ? jsonMemberOr<int>(*json, key, 0, "config.json") : Result<int>(0);
    return value.value_or(0);
}

}  // namespace

TrainRewardModelDialog::TrainRewardModelDialog(const Workspace& workspace, QWidget* parent)
    : JobDialog(
          tr("Train a reward model"),
          tr("Teaches a model to give the chosen answer a higher reward than the rejected one (Bradley-Terry). It "
             "runs in the background; you can stop and resume it."),
          tr("Start training"), parent) {
    m_dataset = addDatasets(workspace);
    m_base = new QComboBox(this);
    for (int i = 0; i < static_cast<int>(std::size(freshSizes)); ++i) {
        m_base->addItem(tr(freshSizes[i].name), i);
    }
    for (const Artifact& artifact : workspace.artifacts(ArtifactKind::Model)) {
        const QString name = QString::fromStdString(artifact.name);
        m_base->addItem(tr("Continue from %1").arg(cellText(name)), name);
    }
    m_base->addItem(tr("Another model's folder…"));
    addRow(tr("Start &from"), m_base);
    m_folder = new BaseModelPanel(this);
    addRow(tr("F&older"), m_folder->pathRow());
    m_folder->pathField()->setAccessibleName(m_folder->pathRow()->accessibleName());
    addUnder(m_folder);
    addMemoryRows();
    m_epochs = addNumber(tr("E&pochs"), 3, 0.01, 1000, {}, false);
    m_learningRate = addNumberBeside(tr("&Learning rate"), 1e-3, 1e-9, 1.0, false);
    m_batch = addNumber(tr("Pairs per s&tep"), 32, 1, 100000);
    m_seed = addNumberBeside(tr("&Seed"), 1, 0, 2147483647);
    m_device = addDevices();
    letFormScroll();
    connect(m_base, &QComboBox::currentIndexChanged, this, [this] {
        suggest();
        showRows();
    });
    connect(m_method, &QComboBox::currentIndexChanged, this, [this] {
        if (m_learningRate->text() == m_suggestedRate) {  // a rate of one's own stays
            suggestRate();
        }
        showRows();
    });
    connect(m_folder, &BaseModelPanel::changed, this, [this] {
        updateAction();
        growToContents();
    });
    acceptFileDrops(this, [this](const QString& dropped) { setFolder(dropped); });
    suggest();
    showRows();
}

void TrainRewardModelDialog::addMemoryRows() {
    m_method = new QComboBox(this);
    m_method->addItem(tr("Every weight"));
    m_method->addItem(tr("Low-rank adaptation (LoRA)"));
    addRow(tr("&What is trained"), m_method);
    m_rank = addNumberBeside(tr("LoRA ran&k"), 16, 1, 1024);
    m_numbers = new QComboBox(this);
    for (const char* name : {"float32", "bfloat16"}) {
        m_numbers->addItem(QLatin1String(name), QLatin1String(name));
    }
    addRow(tr("&Numbers"), m_numbers, tr("bfloat16 saves memory together with LoRA; fewer tokens per pass always do."));
    m_passTokens = addNumberBeside(tr("Tokens per p&ass"), 8192, 1, 1 << 24);
    m_recompute = new QCheckBox(tr("&Compute activations again to save memory (gradient checkpointing)"), this);
    addUnder(m_recompute);
}

bool TrainRewardModelDialog::startsFresh() const { return m_base->currentData().typeId() == QMetaType::Int; }

bool TrainRewardModelDialog::startsFromFolder() const { return !m_base->currentData().isValid(); }

bool TrainRewardModelDialog::ready() const { return !startsFromFolder() || m_folder->sound(); }

void TrainRewardModelDialog::setFolder(const QString& path) {
    m_base->setCurrentIndex(m_base->count() - 1);
    m_folder->setPath(path);
}

void TrainRewardModelDialog::showRows() {
    const bool existing = !startsFresh();
    setRowVisible(m_folder->pathRow(), startsFromFolder());
    setRowVisible(m_folder, startsFromFolder());
    for (const QWidget* field : std::initializer_list<QWidget*>{m_method, m_numbers, m_passTokens, m_recompute}) {
        setRowVisible(field, existing);
    }
    setRowVisible(m_rank, existing && m_method->currentIndex() == 1);
    updateAction();
    fitToContents();
}

void TrainRewardModelDialog::suggest() {
    const bool fresh = startsFresh();
    suggestRate();
    m_epochs->setText(fresh ? QStringLiteral("3") : QStringLiteral("2"));
}

void TrainRewardModelDialog::suggestRate() {
    // Low-rank adapters begin at nothing and are usually given larger steps; how much larger is a choice, not measured.
    constexpr double everyWeight = 2e-5;
    constexpr double adapters = 1e-4;
    const double rate = startsFresh()                   ? freshSizes[m_base->currentData().toInt()].learningRate
                        : m_method->currentIndex() == 1 ? adapters
                                                        : everyWeight;
    m_suggestedRate = QString::number(rate, 'g', 3);
    m_learningRate->setText(m_suggestedRate);
}

JobRequest TrainRewardModelDialog::request() const {
    JobRequest request;
    request.kind = JobKind::TrainRewardModel;
    request.dataset = m_dataset->currentData().toString().toStdString();
    request.device = m_device->currentData().toString().toStdString();
    request.seed = m_seed->text().toULongLong();
    request.config = {{"learning_rate", m_learningRate->text().toDouble()},
                      {"epochs", m_epochs->text().toDouble()},
                      {"batch_pairs", m_batch->text().toLongLong()},
                      {"seed", request.seed}};
    if (startsFresh()) {
        const FreshSize& size = freshSizes[m_base->currentData().toInt()];
        request.freshModel = freshModelJson(size);
        request.vocabularySize = size.vocabulary;
        request.config["warmup_fraction"] = 0.1;
        request.config["weight_decay"] = 0.01;
        request.config["center_rewards"] = 0.01;
    } else {
        request.config["lora_rank"] = m_method->currentIndex() == 1 ? m_rank->text().toLongLong() : 0;
        request.config["dtype"] = m_numbers->currentData().toString().toStdString();
        request.config["gradient_checkpointing"] = m_recompute->isChecked();
        request.config["micro_batch_tokens"] = m_passTokens->text().toLongLong();
        if (startsFromFolder()) {
            request.modelFolder = m_folder->path().toStdString();
        } else {
            request.model = m_base->currentData().toString().toStdString();
        }
    }
    request.title = tr("Reward model on %1").arg(m_dataset->currentData().toString()).toStdString();
    return request;
}

TrainSaeDialog::TrainSaeDialog(const Workspace& workspace, QWidget* parent)
    : JobDialog(
          tr("Train a sparse autoencoder"),
          tr("Learns a dictionary of features that rebuilds what the reward model computes inside: first on every "
             "token, then on sentence ends only, as in the paper."),
          tr("Start training"), parent),
      m_models(workspace.artifacts(ArtifactKind::Model)) {
    m_dataset = addDatasets(workspace);
    m_model = addArtifacts(workspace, ArtifactKind::Model, tr("&Reward model"));
    m_layer = new QComboBox(this);
    addRow(tr("Read after &block"), m_layer);
    m_latents = addNumber(tr("&Features"), 1024, 16, 1 << 20, tr("Size of the dictionary."));
    m_k = addNumber(tr("Active per &token"), 16, 1, 4096, tr("How many features may describe one token (k)."));
    m_stage1 =
        addNumber(tr("Tokens, stage &1"), 400000, 0, 2147483647, tr("Every token; 0 is one pass over the data."));
    m_stage2 = addNumber(tr("Tokens, stage &2"), 400000, 0, 2147483647,
                         tr("Sentence ends; the data is repeated when it is smaller."));
    m_seed = addNumber(tr("&Seed"), 1, 0, 2147483647);
    m_device = addDevices();
    connect(m_model, &QComboBox::currentIndexChanged, this, &TrainSaeDialog::suggest);
    suggest();
}

void TrainSaeDialog::suggest() {
    m_layer->clear();
    m_layer->addItem(tr("Three quarters of the depth (as in the paper)"), -1);
    const int at = m_model->currentIndex();
    if (at < 0 || at >= static_cast<int>(m_models.size())) {
        return;
    }
    const std::filesystem::path& folder = m_models[static_cast<std::size_t>(at)].path;
    const int layers = configNumber(folder, "num_hidden_layers");
    for (int i = 1; i <= layers; ++i) {
        m_layer->addItem(tr("Block %1 of %2").arg(i).arg(layers), i);
    }
    // The paper's proportions: 8 features per dimension, k 64 for a width of 2048; small models need relatively more.
    const int width = configNumber(folder, "hidden_size");
    m_smallModel = width > 0 && width < 1024;
    if (width > 0) {
        m_latents->setText(QString::number(8 * width));
        m_k->setText(width >= 1024 ? QStringLiteral("64") : width >= 256 ? QStringLiteral("32") : QStringLiteral("16"));
    }
}

JobRequest TrainSaeDialog::request() const {
    JobRequest request;
    request.kind = JobKind::TrainSae;
    request.dataset = m_dataset->currentData().toString().toStdString();
    request.model = m_model->currentData().toString().toStdString();
    request.device = m_device->currentData().toString().toStdString();
    request.seed = m_seed->text().toULongLong();
    request.config = {{"layer", m_layer->currentData().toInt()},
                      {"latents", m_latents->text().toLongLong()},
                      {"k", m_k->text().toLongLong()},
                      {"stage1_tokens", m_stage1->text().toLongLong()},
                      {"stage2_tokens", m_stage2->text().toLongLong()},
                      {"seed", request.seed}};
    if (m_smallModel) {
        // The paper's rates and batches are made for a width of 2048.
        request.config["batch_tokens"] = 2048;
        request.config["stage1_learning_rate"] = 1e-3;
        request.config["stage2_learning_rate"] = 5e-4;
    }
    request.title = tr("Sparse autoencoder of %1").arg(m_model->currentData().toString()).toStdString();
    return request;
}

}  // namespace saferscope
