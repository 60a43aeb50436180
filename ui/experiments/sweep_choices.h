// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep.h"
#include "ui/experiments/strategy_list.h"

#include <QString>
#include <QStringList>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

class WorkspaceSession;

/// What a sweep can be made of: names of things in the workspace, and what is known of them. A plain value.
struct SweepChoices {
    struct Data {
        QString name;
        std::uint64_t pairs = 0;
        QString madeFrom;  ///< the data set it was made from by a plan, where that is in the workspace too
        std::string hash;
    };
    struct Model {
        QString name;
        int width = 0;  ///< hidden size, 0 = unknown
    };
    struct Index {
        QString name;
        QString dataset;                 ///< it was made from; empty where that is not in the workspace
        QString base;                    ///< the model that its model was trained from; likewise
        Json training = Json::object();  ///< how that was done, as far as its run says
    };
    std::vector<Data> datasets;
    std::vector<Model> models;   ///< newest first
    std::vector<Index> indexes;  ///< newest first
    QStringList featureSets;
    std::uint32_t keptFeatures = 32;
    Json usualTraining = Json::object();  ///< the workspace's settings for sweeps; empty: as the index's model
    bool peopleConfirmed = false;         ///< somebody rated a feature of the newest index 4 or more
    const Data* data(const QString& name) const;
    const Index* index(const QString& name) const;
    /// Whether the index was made of the data set, or of the one it was made from: then it holds its pairs.
    bool speaksOf(const Index& index, const QString& dataset) const;
    /// The newest index that speaks of the data set; null where none does.
    const Index* indexFor(const QString& dataset) const;
    /// Held-out data, as far as its name says so; empty where none does.
    QString likelyEvaluation(const QString& trainedOn) const;
};

/// Short questions to the database and small files; GUI thread.
SweepChoices sweepChoicesOf(const WorkspaceSession& session);

/// Whether pairs of the data set have a judge's score at the rubric's place; nothing while it is not known yet.
using RubricKnown = std::optional<bool>;
StrategyObstacles strategyObstacles(const SweepChoices& choices, const SweepSpec& spec, RubricKnown rubric);

/// Why nothing can be previewed yet; empty when it can.
QString whyNoSweep(const SweepChoices& choices, const SweepSpec& spec);

/// A learning rate and number of epochs that suit a model of this width.
struct TrainingSuggestion {
    double learningRate = 2e-5;
    double epochs = 2.0;
};
TrainingSuggestion suggestTraining(int width);

}  // namespace saferscope
