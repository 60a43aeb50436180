// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/metric_names.h"

#include "ui/charts/metric_chart.h"

#include <map>

namespace saferscope {

QString metricTitle(const QString& name) {
    static const std::map<QString, QString> known = {
        {QStringLiteral("loss"), MetricChart::tr("Loss")},
        {QStringLiteral("accuracy"), MetricChart::tr("Accuracy")},
        {QStringLiteral("eval_accuracy"), MetricChart::tr("Accuracy on held-out pairs")},
        {QStringLiteral("eval_loss"), MetricChart::tr("Loss on held-out pairs")},
        {QStringLiteral("eval_margin"), MetricChart::tr("Reward margin on held-out pairs")},
        {QStringLiteral("eval_fvu"), MetricChart::tr("FVU at held-out sentence ends")},
        {QStringLiteral("eval_fvu_all_tokens"), MetricChart::tr("FVU on held-out tokens")},
        {QStringLiteral("eval_nmse"), MetricChart::tr("Squared error at held-out sentence ends")},
        {QStringLiteral("eval_nmse_all_tokens"), MetricChart::tr("Squared error on held-out tokens")},
        {QStringLiteral("eval_l0"), MetricChart::tr("Active features at held-out sentence ends (L0)")},
        {QStringLiteral("eval_dead_fraction"), MetricChart::tr("Dead features on held-out pairs")},
        {QStringLiteral("auxiliary_loss"), MetricChart::tr("Loss on dead features")},
        {QStringLiteral("epoch"), MetricChart::tr("Epoch")},
        {QStringLiteral("stage"), MetricChart::tr("Stage")},
        {QStringLiteral("margin"), MetricChart::tr("Reward margin")},
        {QStringLiteral("learning_rate"), MetricChart::tr("Learning rate")},
        {QStringLiteral("grad_norm"), MetricChart::tr("Gradient norm")},
        {QStringLiteral("mean_reward"), MetricChart::tr("Mean reward")},
        {QStringLiteral("tokens_per_second"), MetricChart::tr("Tokens per second")},
        {QStringLiteral("memory_mb"), MetricChart::tr("Memory (MB)")},
        {QStringLiteral("fvu"), MetricChart::tr("Variance left unexplained (FVU)")},
        {QStringLiteral("nmse"), MetricChart::tr("Normalised squared error")},
        {QStringLiteral("l0"), MetricChart::tr("Active features per token (L0)")},
        {QStringLiteral("dead_fraction"), MetricChart::tr("Dead features")},
    };
    const auto it = known.find(name);
    return it == known.end() ? name : it->second;
}

}  // namespace saferscope
