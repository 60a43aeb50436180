// SPDX-License-Identifier: GPL-3.0-or-later
// Written by tests/translations/write_core_sentences from the sources of core; not to be edited. Each line is
// a sentence that the window may show, for lupdate and for ui/bridge/sentences.cpp, which says what the
// letters mean.
// clang-format off
//: core/scoring/rule_tokens.cpp
{QT_TRANSLATE_NOOP("core", "\"!\" alone has no meaning in a rule."), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" cannot be a %2."), "qo"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" cannot be a gres."), "q"},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" cannot be a name."), "q"},
//: core/text/template_parser.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" cannot be assigned to"), "q"},
//: core/causal/attribution.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" cannot be attributed."), "q"},
//: core/workspace/dataset_saving.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" cannot be the name of a data set."), "q"},
//: core/workspace/workspace_ratings.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" cannot be the name of a feature set."), "q"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" cannot be the name of a module."), "q"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" cannot be the name of a run."), "q"},
//: core/workspace/sweep_folder.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" cannot be the name of a sweep."), "q"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" counts the answers from 0: 0 is \"%2\"."), "qq"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" counts the answers from 0: 1 is \"%2\"."), "qq"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" counts the answers from 1: 0 is \"%2\"."), "qq"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" counts the answers from 1: 1 is \"%2\"."), "qq"},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" does not ask what people said of a feature."), "q"},
//: core/causal/effect.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" does not hold two numbers."), "q"},
//: core/engine/frame_values.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" does not lie in the frame."), "q"},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" has half a pair."), "q"},
//: core/scoring/rule_tokens.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" has no meaning in a rule."), "q"},
//: core/engine/frame_values.h
{QT_TRANSLATE_NOOP("core", "\"%1\" holds a number that is not finite."), "q"},
//: core/data/pair_mapping.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" in the mapping has no member after a '='."), "q"},
//: core/data/pair_mapping.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" in the mapping is not a part of a pair."), "q"},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is %2, but the hook is %3."), "qnv"},
//: core/data/preferred_base.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is 1 in every record of %2: that may be the second of 0 and 1, or the first of 1 and 2."), "qv"},
//: core/causal/effect.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is missing."), "q"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no choice of positions."), "q"},
//: core/exports/neuronpedia_feature.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no id that Neuronpedia takes."), "q"},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no kind of arm of a causal run."), "q"},
//: core/workspace/workspace_artifacts.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no kind of artifact."), "q"},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no kind of cell."), "q"},
//: core/causal/controls.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no kind of control."), "q"},
//: core/workspace/kept_results.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no kind of result."), "q"},
//: core/model/lora_targets.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no linear map that LoRA can adapt."), "q"},
//: core/features/contrast.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no measure of contrast."), "q"},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no method of attribution."), "q"},
//: core/experiments/strategy.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no mode of an experiment."), "q"},
//: core/engine/engine_questions.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no path."), "q"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no range of tokens."), "q"},
//: core/workspace/audit_truth.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no source of truth."), "q"},
//: core/experiments/strategy.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no strategy."), "q"},
//: core/causal/attribution.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is no way to attribute a reward."), "q"},
//: core/jobs/run_spec.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is not a kind of job this version knows."), "q"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is not a time limit."), "q"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is not an amount of memory."), "q"},
//: core/experiments/suite.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is not an evaluation suite."), "q"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is not an option of sbatch."), "q"},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is not the rewards of one pair."), "q"},
//: core/engine/frame_values.h
{QT_TRANSLATE_NOOP("core", "\"%1\" is not what it should be."), "q"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is nothing that can be done to a feature."), "q"},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is nothing that starts runs."), "q"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" is set by Saferscope itself."), "q"},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "\"%1\" was made from \"%2\", which is not in the workspace: how much of the loss is won back cannot be told."), "qq"},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "\"ablate\" and \"intervention\" exclude each other."), ""},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "\"ablate\" names no feature, or one twice."), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "\"activation_fn_kwargs\" is not an object."), ""},
//: core/data/single_answers.cpp
{QT_TRANSLATE_NOOP("core", "\"adversarial\" is neither true nor false"), ""},
//: core/data/hh_transcript.cpp
{QT_TRANSLATE_NOOP("core", "\"chosen\" and \"rejected\" answer different prompts"), ""},
//: core/data/pair_record.cpp
{QT_TRANSLATE_NOOP("core", "\"chosen\" and \"rejected\" are the same"), ""},
//: core/data/hh_transcript.cpp
{QT_TRANSLATE_NOOP("core", "\"chosen\" and \"rejected\" share no prompt"), ""},
//: core/data/hh_transcript.cpp
{QT_TRANSLATE_NOOP("core", "\"chosen\" does not end with an answer of the assistant"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "\"code\" is unknown."), ""},
//: core/data/nemo_records.cpp
{QT_TRANSLATE_NOOP("core", "\"completions\" is not a list of 2 to 16 ranked answers"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "\"ids\" is not a list of names."), ""},
//: core/engine/engine_questions.cpp
{QT_TRANSLATE_NOOP("core", "\"intervention\" holds a number that is not finite."), ""},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "\"intervention\" is missing."), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "\"k\" is not a whole number."), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "\"k\" makes no sense."), ""},
//: core/data/judged_records.cpp
{QT_TRANSLATE_NOOP("core", "\"label\" is neither 1 nor 2"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "\"llm\" meant \"%1\" and means \"%2\" now"), "qq"},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "\"llm\" meant \"%1\" and means nobody now"), "q"},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "\"llm\" meant nobody and means \"%1\" now"), "q"},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "\"llm\" meant nobody and means nobody now"), ""},
//: core/engine/engine_questions.cpp
{QT_TRANSLATE_NOOP("core", "\"max_tokens\" is below 2."), ""},
//: core/data/pair_record.cpp
{QT_TRANSLATE_NOOP("core", "\"meta\" is not an object"), ""},
//: core/data/record_parts.cpp
{QT_TRANSLATE_NOOP("core", "\"prompt\" and the messages before the answers do not agree"), ""},
//: core/engine/engine_questions.cpp
{QT_TRANSLATE_NOOP("core", "\"prompt\" is not a list."), ""},
//: core/data/hh_transcript.cpp
{QT_TRANSLATE_NOOP("core", "\"rejected\" does not end with an answer of the assistant"), ""},
//: core/data/single_answers.cpp
{QT_TRANSLATE_NOOP("core", "\"response_harm_label\" is neither harmful nor unharmful"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "\"rewards\" are not two."), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "\"sections\" is not a list."), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "\"segments\" are not three."), ""},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "\"stage1_texts\" of %1 makes no sense: too many files, or tokens below zero."), "o"},
//: core/engine/engine_questions.cpp
{QT_TRANSLATE_NOOP("core", "\"steps\" is not between 1 and 4096."), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "\"sums\" are not two."), ""},
//: core/causal/effect.cpp
{QT_TRANSLATE_NOOP("core", "\"verdicts\" does not hold four counts."), ""},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "%1 % of its latents are never active at sentence ends, although there were enough tokens to see them: it knows another kind of text, or another model."), "o"},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "%1 % of its latents are never active over all tokens, although there were enough tokens to see them: it knows another kind of text, or another model."), "o"},
//: app/cli/job_rate.cpp
{QT_TRANSLATE_NOOP("core", "%1 %2 features are rated so far."), "on"},
//: core/experiments/preset.cpp
{QT_TRANSLATE_NOOP("core", "%1 %2 here, %3 in the baseline"), "voo"},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "%1 %2 is number %3 of %4, highest first"), "oonn"},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "%1 %2 is number %3 of %4, lowest first"), "oonn"},
//: core/sae/sae_export.cpp
{QT_TRANSLATE_NOOP("core", "%1 already holds an SAE of another layout (%2); two in one folder would be taken for each other."), "vo"},
//: core/workspace/sweep_plans.cpp
{QT_TRANSLATE_NOOP("core", "%1 and %2 change the same pairs in %3 cell: one model serves both."), "oon"},
//: core/workspace/sweep_plans.cpp
{QT_TRANSLATE_NOOP("core", "%1 and %2 change the same pairs in %3 cells: one model serves both."), "oon"},
//: core/training/checkpoint.cpp
{QT_TRANSLATE_NOOP("core", "%1 belongs to a run with other settings, data or model."), "v"},
//: core/jobs/slurm_submission.cpp
{QT_TRANSLATE_NOOP("core", "%1 belongs to another submission."), "v"},
//: core/experiments/manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 by %2 (%3 %, seed %4): %5 of the %6 pairs of \"%7\" (hash %8…) are %9."), "ooonnnqoo"},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "%1 bytes"), "n"},
//: core/data/parquet_records.cpp
{QT_TRANSLATE_NOOP("core", "%1 cannot be read as Parquet: %2."), "vo"},
//: core/workspace/sweep_folder.cpp
{QT_TRANSLATE_NOOP("core", "%1 cannot be read."), "v"},
//: core/engine/engine_survey.cpp
{QT_TRANSLATE_NOOP("core", "%1 cannot be read: %2."), "vo"},
//: core/storage/database.cpp
{QT_TRANSLATE_NOOP("core", "%1 cannot use a rollback journal (it is in mode %2)."), "vo"},
//: core/sae/import_openai.cpp
{QT_TRANSLATE_NOOP("core", "%1 contradicts itself about k."), "o"},
//: core/sae/import_openai.cpp
{QT_TRANSLATE_NOOP("core", "%1 contradicts itself about the function after top-k."), "o"},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "%1 decompresses to more than %2 bytes."), "vn"},
//: core/workspace/sweep_folder.cpp
{QT_TRANSLATE_NOOP("core", "%1 describes a run that is not the sweep's."), "v"},
//: core/jobs/slurm_program.cpp
{QT_TRANSLATE_NOOP("core", "%1 did not answer within %2 s."), "vn"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not accept the key (%2)"), "oo"},
//: core/features/feature_index.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not continue the shard before it."), "v"},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not describe a feature index."), "o"},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not describe an SAE of Saferscope."), "o"},
//: core/data/record_parts.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not end with an answer of the assistant"), "v"},
//: core/data/benchmark_records.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not fit its %2 answers"), "vn"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not fit the SAE: \"%2\" is missing or of another shape."), "oq"},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not fit the model: \"%2\" is missing or of another shape."), "vq"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not have the files, or their sizes, that were recorded."), "o"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not hold a key: it has spaces or other signs."), "o"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not know this address or model (%2)"), "oo"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not let this key use the model (%2)"), "oo"},
//: core/features/index_state.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not name %2 with its size and checksum."), "ov"},
//: core/sae/import_finish.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not say how many latents it keeps per token."), "o"},
//: core/features/feature_index.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not say what shards the index has."), "o"},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "%1 does not take \"%2\""), "oq"},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "%1 exists already."), "v"},
//: core/text/sentencepiece_model.cpp
{QT_TRANSLATE_NOOP("core", "%1 falls back on bytes, and lacks some of the 256 byte pieces."), "o"},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "%1 feature sets cannot be read."), "n"},
//: core/exports/neuronpedia_feature.cpp
{QT_TRANSLATE_NOOP("core", "%1 feature that never fires was left out."), "n"},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "%1 features in a row got no answer; the last: %2"), "no"},
//: core/exports/neuronpedia_feature.cpp
{QT_TRANSLATE_NOOP("core", "%1 features that never fire were left out."), "n"},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "%1 files of texts are more than the %2 that are read at once."), "nn"},
//: core/data/feature_set.cpp
{QT_TRANSLATE_NOOP("core", "%1 has a contrast that is not finite."), "o"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "%1 has a member that no rating has: \"%2\"."), "oq"},
//: core/data/feature_set.cpp
{QT_TRANSLATE_NOOP("core", "%1 has a member without a feature."), "o"},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "%1 has a reward head of more than one linear map (%2); that is not supported."), "oo"},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 has a version this program does not know."), "o"},
//: core/features/feature_index.cpp
{QT_TRANSLATE_NOOP("core", "%1 has another size than the index says."), "v"},
//: core/features/feature_index.cpp
{QT_TRANSLATE_NOOP("core", "%1 has changed since the index was built."), "v"},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "%1 has elements of the type %2, which are Python objects in a pickle and never read."), "oo"},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "%1 has elements of the type %2, which is not read here."), "oo"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 has gone from the disk."), "o"},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 has index format version %2, which a newer version of this program wrote; this one reads version %3."), "onn"},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 has index format version %2, which an older version of this program wrote; this one reads version %3."), "onn"},
//: core/text/bpe.cpp
{QT_TRANSLATE_NOOP("core", "%1 has more than %2 merges."), "on"},
//: core/text/added_tokens.cpp
{QT_TRANSLATE_NOOP("core", "%1 has more than 200,000 added tokens, or more than 4 MiB of their texts."), "o"},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "%1 has more than a million files."), "v"},
//: core/sae/import_saelens.cpp
{QT_TRANSLATE_NOOP("core", "%1 has neither \"threshold\" nor \"topk_threshold\": which latents are active cannot be told."), "o"},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1 has neither a \"Regex\" nor a \"String\" pattern."), "o"},
//: core/base/json.h
{QT_TRANSLATE_NOOP("core", "%1 has no \"%2\"."), "oq"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no \"model\"."), "o"},
//: core/text/chat_format.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no chat template named \"%2\"."), "vq"},
//: core/data/rating_sheet.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no column \"%2\"."), "vq"},
//: core/data/feature_set.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no list of members."), "o"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no list of merges."), "o"},
//: core/jobs/queue_json.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no list of runs."), "o"},
//: core/workspace/pair_lists.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no prompt."), "o"},
//: core/tensor/pickle_machine.h
{QT_TRANSLATE_NOOP("core", "%1 has no readable list of tensors: %2."), "oo"},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no reward head: the tensor score.weight is missing, and so are v_head, value_head, reward_head, regression_head and classifier."), "o"},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no reward head: the tensor score.weight is missing."), "o"},
//: core/training/config_fields.h
{QT_TRANSLATE_NOOP("core", "%1 has no setting called \"%2\"."), "oq"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no sign."), "o"},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no tensor \"%2\"."), "oq"},
//: core/data/text_reader.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no text \"%2\"."), "oq"},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no threshold yet (it is below 0): which latents are active cannot be told."), "o"},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no threshold: which latents are active cannot be told."), "o"},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no tokenizer.json."), "v"},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no two-dimensional tensor \"%2\"."), "oq"},
//: core/text/sentencepiece_model.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no unknown piece."), "o"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no vocabulary."), "o"},
//: core/model/checkpoint_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 has no weights: neither model.safetensors nor model.safetensors.index.json."), "v"},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "%1 has several reward heads: %2 in %3 and %4 in %5."), "ovovo"},
//: core/sae/import_openai.cpp
{QT_TRANSLATE_NOOP("core", "%1 has two decoders."), "o"},
//: core/text/sentencepiece_model.cpp
{QT_TRANSLATE_NOOP("core", "%1 has two unknown pieces."), "o"},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "%1 has version %2 of its format; this program reads version %3."), "onn"},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "%1 has version %2 of torch's file format; 1 to %3 are read."), "oon"},
//: core/features/feature_map.cpp
{QT_TRANSLATE_NOOP("core", "%1 has version %2; this program reads version 1."), "on"},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds %2 tensors inside its blocks that a %3 model as config.json describes it does not have, first %4."), "onoo"},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds %2, and what its class %3 does with it is not known."), "ooo"},
//: core/features/feature_sums.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds a sum that cannot be: it is damaged."), "v"},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds a tensor %2, which %3 does not have."), "ovo"},
//: core/tensor/pickle_globals.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds a tensor of a kind that is not read here (%2)."), "oo"},
//: core/model/checkpoint_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds an adapter (%2), whose base model lies elsewhere."), "vo"},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds files that no export has made, so it is not replaced."), "v"},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds its embeddings under %2 and %3, where no supported layout has them."), "ovv"},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds its embeddings under %2, where no supported layout has them."), "ov"},
//: core/model/checkpoint_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds more than %2 tensors."), "vn"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds neither a tokenizer.json nor a tokenizer.model."), "v"},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds no SAE of a layout that is known."), "v"},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds no explanations."), "v"},
//: core/data/content_hash.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds no files of a model or an SAE."), "v"},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds no preference pairs: its records have the keys %2."), "vo"},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds no preference pairs: record %2: %3."), "vno"},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds no ratings that can be read."), "v"},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds no records."), "v"},
//: core/features/table_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds records for another number of features."), "v"},
//: core/data/record_parts.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds something that is not a message"), "o"},
//: core/data/benchmark_records.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds something that is not a text"), "v"},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds something that is not an index."), "v"},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "%1 holds the weights of an SAE, but its cfg.json is not beside it."), "o"},
//: core/data/rating_csv.cpp
{QT_TRANSLATE_NOOP("core", "%1 is UTF-16 text."), "o"},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a Parquet file inside another compression."), "v"},
//: core/data/parquet_records.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a Parquet file, and this Saferscope was built without Apache Arrow."), "v"},
//: core/text/sentencepiece_model.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a SentencePiece model of whole characters; BPE and unigram models are read."), "o"},
//: core/text/sentencepiece_model.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a SentencePiece model of whole words; BPE and unigram models are read."), "o"},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a TorchScript program, not a set of weights; programs are not read here."), "o"},
//: core/experiments/manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a damaged manifest: %2."), "oo"},
//: core/data/feature_set.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a feature set of version %2; this program reads 1."), "on"},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a folder, and this export is one file."), "v"},
//: core/base/folder_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a link to a file outside its folder."), "v"},
//: core/base/folder_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a link to something that is not there."), "v"},
//: core/text/sentencepiece_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a list of ranks as tiktoken has, not a SentencePiece model."), "o"},
//: core/storage/hashed_copy.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a symbolic link."), "v"},
//: core/workspace/workspace.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a workspace already."), "v"},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "%1 is a zip archive, but neither torch's (one data.pkl) nor NumPy's (only .npy files)."), "o"},
//: core/storage/presence_lock.cpp
{QT_TRANSLATE_NOOP("core", "%1 is being repaired by another program."), "v"},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "%1 is compressed with zstd, which this Saferscope was built without."), "v"},
//: core/features/table_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 is cut short or has bytes too many."), "v"},
//: core/features/table_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 is damaged or belongs to another index."), "v"},
//: core/storage/migrations.cpp
{QT_TRANSLATE_NOOP("core", "%1 is damaged or was changed by hand: %2."), "vo"},
//: core/jobs/slurm_answer.cpp
{QT_TRANSLATE_NOOP("core", "%1 is damaged."), "o"},
//: core/storage/database.cpp
{QT_TRANSLATE_NOOP("core", "%1 is damaged: %2."), "vo"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "%1 is damaged: its entry %2 %3."), "ovo"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "%1 is damaged: its hash does not fit what it says."), "o"},
//: core/data/rating_sheet.cpp
{QT_TRANSLATE_NOOP("core", "%1 is empty."), "v"},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "%1 is given %2 arguments and takes %3"), "onn"},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "%1 is given twice."), "v"},
//: core/base/json.cpp
{QT_TRANSLATE_NOOP("core", "%1 is larger than %2 MiB."), "vn"},
//: core/text/chat_format.cpp
{QT_TRANSLATE_NOOP("core", "%1 is larger than 1 MiB."), "v"},
//: core/text/sentencepiece_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 is larger than 32 MiB."), "o"},
//: core/features/feature_index.cpp
{QT_TRANSLATE_NOOP("core", "%1 is missing."), "v"},
//: core/data/judged_records.cpp
{QT_TRANSLATE_NOOP("core", "%1 is neither 0 nor 1"), "v"},
//: core/data/mapped_members.cpp
{QT_TRANSLATE_NOOP("core", "%1 is neither a text nor a list of messages"), "v"},
//: core/data/judged_records.cpp
{QT_TRANSLATE_NOOP("core", "%1 is neither true nor false"), "o"},
//: core/workspace/artifact_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 is no SAE folder: it has no sae.safetensors."), "v"},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "%1 is no SAE of a layout that is known: there is no tensor \"pre_bias\", \"W_enc\" or \"encoder.weight\" of one."), "o"},
//: core/text/sentencepiece_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 is no SentencePiece model, or a damaged one."), "o"},
//: core/workspace/workspace_repair.cpp
{QT_TRANSLATE_NOOP("core", "%1 is no database, and nothing beside it is of a workspace."), "v"},
//: core/experiments/manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 is no manifest of a data set that Saferscope changed."), "o"},
//: core/workspace/artifact_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 is no model folder: it has no %2."), "vo"},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "%1 is no share of a data set that can be %2."), "oo"},
//: core/data/text_reader.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not UTF-8 text."), "v"},
//: core/data/pair_record.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a Human/Assistant transcript"), "o"},
//: core/base/json.h
{QT_TRANSLATE_NOOP("core", "%1 is not a JSON object."), "o"},
//: core/storage/backup_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a backup: it has no backup.json."), "v"},
//: core/training/checkpoint.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a checkpoint this program knows."), "o"},
//: core/causal/effect.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a count."), "o"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a file of Slurm settings that this version knows."), "o"},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "%1 is not a file of the format \"%2\"."), "oq"},
//: core/storage/hashed_copy.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a file."), "v"},
//: core/causal/effect.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a finite number."), "o"},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a folder, and this export is one."), "v"},
//: core/workspace/artifact_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a folder."), "v"},
//: core/data/benchmark_records.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a list of 1 to %2 texts"), "vn"},
//: core/data/record_parts.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a list of messages"), "o"},
//: core/storage/prompt_text.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a list of messages."), "o"},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a model folder: it has no config.json."), "v"},
//: core/data/nemo_records.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a number"), "v"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a number."), "o"},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a plain file."), "v"},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a plan: %2."), "oo"},
//: core/jobs/queue_json.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a queue."), "o"},
//: core/base/folder_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a regular file."), "v"},
//: core/data/rating_sheet.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a score from 1 to 5."), "o"},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a sound NumPy array: %2."), "oo"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a sound archive: %2."), "oo"},
//: core/tensor/safetensors.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a sound safetensors file: %2."), "oo"},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a sound torch file: %2."), "oo"},
//: core/data/record_parts.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a string"), "v"},
//: core/jobs/slurm_submission.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a submission to Slurm that this version knows."), "o"},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a sweep."), "o"},
//: core/data/mapped_members.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a text"), "v"},
//: core/features/shard_file.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a usable index shard: %2."), "vo"},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a whole gzip file: %2."), "vo"},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a whole zstd file: %2."), "vo"},
//: core/storage/database.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a workspace database."), "v"},
//: core/workspace/workspace.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not a workspace: it has no workspace.db."), "v"},
//: core/jobs/slurm_answer.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not an answer of Slurm's."), "o"},
//: core/data/pair_record.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not an answer of the assistant"), "v"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not expected here."), "o"},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not the file that was backed up: its contents changed."), "v"},
//: core/storage/backup_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not the list of a backup that this version knows."), "o"},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "%1 is not the number of a feature."), "o"},
//: core/base/json.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not valid JSON (at byte %2)."), "on"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 is not what was recorded: its hash differs."), "o"},
//: core/storage/migrations.cpp
{QT_TRANSLATE_NOOP("core", "%1 is of an older version of Saferscope and may not be written here, so that it cannot be brought up to date."), "v"},
//: core/storage/migrations.cpp
{QT_TRANSLATE_NOOP("core", "%1 is of an older version of Saferscope and was left as it is, because no backup could be made before the update: %2"), "vo"},
//: core/workspace/sweep_folder.cpp
{QT_TRANSLATE_NOOP("core", "%1 is of another sweep."), "v"},
//: core/data/text_reader.cpp
{QT_TRANSLATE_NOOP("core", "%1 is one text of more than %2."), "vo"},
//: core/tensor/pickle_globals.cpp
{QT_TRANSLATE_NOOP("core", "%1 is refused: it asks Python for %2, and only tensors, numbers, texts and lists of them are read. Nothing of it was run."), "oo"},
//: core/storage/migrations.cpp
{QT_TRANSLATE_NOOP("core", "%1 is the database of another program."), "v"},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "%1 is there already."), "v"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "%1 is yes or no."), "o"},
//: core/sae/import_finish.cpp
{QT_TRANSLATE_NOOP("core", "%1 keeps as many latents as are active (%2), not k = %3."), "oon"},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "%1 lacks a part of its state."), "o"},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "%1 lacks its spec or its cells."), "o"},
//: core/sae/import_gemma_scope.cpp
{QT_TRANSLATE_NOOP("core", "%1 lies in a folder \"%2\", and only Gemma Scope's SAEs of the residual stream are read."), "vq"},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "%1 lies inside the workspace."), "v"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 lines are damaged: %2"), "no"},
//: core/exports/run_metrics.cpp
{QT_TRANSLATE_NOOP("core", "%1 lines of the run %2 could not be read and were left out."), "nv"},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "%1 may be an AutoEncoderTopK or a BatchTopKSAE, which use its threshold in different ways."), "o"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "%1 may not hold line breaks or other control characters."), "o"},
//: core/workspace/sweep_run_specs.cpp
{QT_TRANSLATE_NOOP("core", "%1 models were made by another version of Saferscope; they are used as they are."), "n"},
//: core/data/feature_set.cpp
{QT_TRANSLATE_NOOP("core", "%1 names a feature that is not a number."), "o"},
//: core/storage/backup_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 names a file \"%2\" that no backup has."), "oq"},
//: core/jobs/slurm_submission.cpp
{QT_TRANSLATE_NOOP("core", "%1 names a run or a job that cannot be one."), "o"},
//: core/jobs/queue_json.cpp
{QT_TRANSLATE_NOOP("core", "%1 names a run that cannot be one."), "o"},
//: core/data/mapped_members.cpp
{QT_TRANSLATE_NOOP("core", "%1 names neither of the two answers"), "o"},
//: core/storage/backup_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 names no workspace.db."), "o"},
//: core/data/feature_set.cpp
{QT_TRANSLATE_NOOP("core", "%1 names the feature %2 twice."), "on"},
//: core/storage/backup_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1 names the file \"%2\" twice."), "oq"},
//: core/text/template_list_filters.cpp
{QT_TRANSLATE_NOOP("core", "%1 needs a string"), "o"},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "%1 of %2 models did not judge all %3 pairs; a point counts the pairs that all of its models judged."), "nnn"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "%1 of %2 records make no pair: %3 have no answer, %4 no label of their answer, %5 no answer of the other kind to the same prompt."), "nnnnn"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "%1 of %2 sets of features drawn at random lower it less (one-sided %3)"), "nno"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "%1 of %2 sets of features drawn at random raise it less (one-sided %3)"), "nno"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "%1 of %2 sets of features that fire about as often lower it less (one-sided %3)"), "nno"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "%1 of %2 sets of features that fire about as often raise it less (one-sided %3)"), "nno"},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "%1 of its latents are active per token at sentence ends, more than half the width of the activations: that is not sparse. An input scaled in another way or a wrong layer does this."), "o"},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "%1 of its latents are active per token at sentence ends, where %2 are expected: wrong layer or model, or an input that was scaled in another way."), "oo"},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "%1 of its latents are active per token over all tokens, more than half the width of the activations: that is not sparse. An input scaled in another way or a wrong layer does this."), "o"},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "%1 of its latents are active per token over all tokens, where %2 are expected: wrong layer or model, or an input that was scaled in another way."), "oo"},
//: core/workspace/sweep_plans.cpp
{QT_TRANSLATE_NOOP("core", "%1 of the %2 pairs have no %3 and are never taken:"), "nno"},
//: core/workspace/sweep_plans.cpp
{QT_TRANSLATE_NOOP("core", "%1 of the %2 pairs is not even one: those models are the baseline's."), "on"},
//: core/workspace/pair_signals.cpp
{QT_TRANSLATE_NOOP("core", "%1 of the %2 pairs stand in the index with their answers the other way round: their scores and margins have their sign turned."), "nn"},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "%1 of the %2 strongest features lack a rating that it asks for: rate them first."), "nn"},
//: core/exports/delphi.cpp
{QT_TRANSLATE_NOOP("core", "%1 of the %2 texts are names that people gave, the others a judge's explanations. Scores are not part of this layout."), "nn"},
//: core/workspace/sweep_plans.cpp
{QT_TRANSLATE_NOOP("core", "%1 of the pairs are all of them."), "o"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "%1 others"), "n"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "%1 pairs"), "o"},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "%1 pairs are to be %2, but only %3 of the %4 pairs of \"%5\" have a number to go by (%6)."), "nonnqo"},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "%1 query heads of %2 over %3 key/value heads; feed-forward width %4"), "nnnn"},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "%1 rating events came since"), "n"},
//: core/exports/ratings_export.cpp
{QT_TRANSLATE_NOOP("core", "%1 ratings are damaged and left out. Import a copy of the log from elsewhere to bring them back."), "n"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "%1 refused the request (%2)"), "oo"},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1 replaces the empty text."), "o"},
//: core/jobs/slurm_program.cpp
{QT_TRANSLATE_NOOP("core", "%1 said more than %2 MiB; it was ended."), "vn"},
//: core/sae/import_finish.cpp
{QT_TRANSLATE_NOOP("core", "%1 says \"%2\" %3, but the weights have %4."), "oqnn"},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "%1 says k = %2, but the weights say %3."), "onn"},
//: core/jobs/slurm_program.cpp
{QT_TRANSLATE_NOOP("core", "%1 says: %2."), "oo"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "%1 sends us elsewhere (HTTP %2); redirects are not followed."), "on"},
//: core/workspace/workspace_manifests.cpp
{QT_TRANSLATE_NOOP("core", "%1 speaks of other contents (hash %2…), so it was not believed."), "vo"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "%1 stands before human only."), "o"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1 strips something that is not one character."), "o"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "%1 the better answer wins %2 instead of %3 of the time, and rewards correlate %4 with the model's own."), "oooo"},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "%1 unpacks to more than %2 times its own size; it is not read any further."), "vn"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "%1 was copied or touched since it was recorded."), "o"},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "%1 was made by a newer Saferscope."), "o"},
//: core/sae/hook_layer.cpp
{QT_TRANSLATE_NOOP("core", "%1 was trained on %2, which is not the residual stream between two blocks."), "ov"},
//: core/sae/import_finish.cpp
{QT_TRANSLATE_NOOP("core", "%1 was trained on layer %2, not %3 (0 = embeddings, i = output of block i)."), "onn"},
//: core/sae/import_finish.cpp
{QT_TRANSLATE_NOOP("core", "%1 was trained with k = %2, not %3."), "onn"},
//: core/storage/migrations.cpp
{QT_TRANSLATE_NOOP("core", "%1 was written by a newer version of Saferscope (schema %2, this program knows up to %3)."), "vnn"},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "%1 was written on a machine with the byte order %2; only little-endian files are read."), "ov"},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "%1 weighs several heads by a gate (%2), as ArmoRM does; that is not supported."), "oo"},
//: core/tensor/archive_memory.h
{QT_TRANSLATE_NOOP("core", "%1 would unpack to far more than its own size; it is not read any further."), "o"},
//: core/text/template_methods.cpp
{QT_TRANSLATE_NOOP("core", "%1() has an empty separator"), "v"},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "%1() is called wrongly"), "v"},
//: core/text/template_methods.cpp
{QT_TRANSLATE_NOOP("core", "%1() needs a string"), "o"},
//: core/text/template_methods.cpp
{QT_TRANSLATE_NOOP("core", "%1() needs an integer"), "o"},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "%1() takes a dict"), "v"},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "%1, array %2, has elements of the type %3, which are Python objects in a pickle and never read."), "ovo"},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "%1, array %2, has elements of the type %3, which is not read here."), "ovo"},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "%1, array %2, is not a sound NumPy array: %3."), "ovo"},
//: core/engine/engine_questions.cpp
{QT_TRANSLATE_NOOP("core", "%1, intervention"), "o"},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "%1, line %2"), "vn"},
//: core/text/chat_template.cpp
{QT_TRANSLATE_NOOP("core", "%1, line %2 of the chat template: %3."), "ono"},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "%1, result \"%2\""), "vq"},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "%1, seed %2"), "on"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" has no \"value\"."), "oq"},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" has shape %3 where %4 is needed."), "oqoo"},
//: core/jobs/job_params.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" has to be an absolute path."), "oq"},
//: core/jobs/job_params.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" have to be absolute paths."), "oq"},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" holds %3 where floating-point numbers are needed."), "oqo"},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" holds NaN or infinite values."), "oq"},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is %3, which is not known here."), "oqo"},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is missing or not %3."), "oqo"},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not %3."), "oqo"},
//: core/jobs/job_params.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not a JSON object."), "oq"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not a Slurm setting."), "oq"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not a finite number."), "oq"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not a list."), "oq"},
//: core/jobs/run_state.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not a state a run can end in."), "oq"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not a whole number from 0."), "oq"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not a whole number of the right size."), "oq"},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not a whole number."), "oq"},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not one number."), "oq"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is not supported."), "oq"},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is on, which is not read. %3"), "oqo"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" is too large."), "oq"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"%2\" means nothing here."), "oq"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"added_tokens\" is not a list."), "o"},
//: core/text/sentencepiece_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"added_tokens_decoder\" is not a map from ids to tokens."), "o"},
//: core/text/chat_format.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"chat_template\" is neither a text nor a list of named templates."), "o"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"dropout\" makes the tokens of a text random."), "o"},
//: core/jobs/job_params.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"dtype\" has to be auto, float32 or bfloat16."), "o"},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"expansion_factor\" makes no sense."), "o"},
//: core/causal/causal_report.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"feature\""), "o"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"feature\" is negative."), "o"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"feature\" is not the number of a feature."), "o"},
//: core/sae/import_saelens.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"k\" is more than its %2 latents."), "vn"},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"layer\" is %2, but the submodule is %3."), "ono"},
//: core/jobs/job_params.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"max_tokens\" has to lie between 2 and 1000000."), "o"},
//: core/experiments/preset.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"max_tokens\" is out of range."), "o"},
//: core/data/feature_set.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"provenance\" is not an object."), "o"},
//: core/data/feature_set.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"removed_by_hand\" is not a list."), "o"},
//: core/sae/import_saelens.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"scaling_factor\" is not 1 everywhere, and fine-tuned SAEs are not read."), "o"},
//: core/data/feature_set.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"top\" is not a number of features."), "o"},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"trained_on\" is neither \"tokens\" nor \"sentence_ends\"."), "o"},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"trainer\" is not an object."), "o"},
//: core/text/chat_format.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"truncation_side\" is neither left nor right."), "v"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"unk_token\" or \"byte_fallback\" with a byte-level vocabulary that lacks bytes is not supported."), "o"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"values\" holds a number that is not finite."), "o"},
//: core/jobs/run_state.cpp
{QT_TRANSLATE_NOOP("core", "%1: \"values\" is not a JSON object."), "o"},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1: %2 features are outside what an index can hold."), "on"},
//: app/cli/progress_display.cpp
{QT_TRANSLATE_NOOP("core", "%1: %2 of %3"), "onn"},
//: app/cli/progress_display.cpp
{QT_TRANSLATE_NOOP("core", "%1: %2 of %3, %4 left"), "onnn"},
//: app/cli/progress_display.cpp
{QT_TRANSLATE_NOOP("core", "%1: %2 of %3, %4/s"), "onnn"},
//: app/cli/progress_display.cpp
{QT_TRANSLATE_NOOP("core", "%1: %2 of %3, %4/s, %5 left"), "onnnn"},
//: core/text/sentencepiece_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: a \"%2\" may number or split its pieces otherwise than %3 does."), "vqv"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1: a decoder \"Sequence\" has no list of up to 16 decoders."), "o"},
//: core/text/chat_format.cpp
{QT_TRANSLATE_NOOP("core", "%1: a listed chat template has no \"name\" or no \"template\"."), "o"},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: a normalizer \"Sequence\" has no list of normalizers."), "o"},
//: core/text/post_processor.cpp
{QT_TRANSLATE_NOOP("core", "%1: a post-processor \"Sequence\" has no list of processors."), "o"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: a pre-tokenizer \"Sequence\" has no list of steps."), "o"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "%1: a rater's name %2."), "oo"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "%1: a regular expression is empty."), "o"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "%1: a regular expression is longer than 16384 bytes."), "o"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "%1: a single pair, whose margin changes by %2; one pair says nothing about others."), "oo"},
//: core/text/added_tokens.cpp
{QT_TRANSLATE_NOOP("core", "%1: added token \"%2\" has an id out of bounds."), "oq"},
//: core/text/added_tokens.cpp
{QT_TRANSLATE_NOOP("core", "%1: added token \"%2\" has an id that belongs to another token."), "oq"},
//: core/text/added_tokens.cpp
{QT_TRANSLATE_NOOP("core", "%1: added token \"%2\" is longer than %3 bytes."), "oqn"},
//: core/text/added_tokens.cpp
{QT_TRANSLATE_NOOP("core", "%1: added token \"%2\" is there twice."), "oq"},
//: core/text/sentencepiece_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: added_tokens.json is not a map from tokens to ids."), "o"},
//: core/text/added_tokens.cpp
{QT_TRANSLATE_NOOP("core", "%1: an added token"), "o"},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "%1: it was trained on %2 of a module, and only outputs are read."), "oo"},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "%1: its cells are not those of its spec."), "o"},
//: core/text/sentencepiece_normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: its normalization rules make a text too long."), "o"},
//: core/text/sentencepiece_normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: its table of normalization rules is damaged."), "o"},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "%1: k = %2 does not lie between 0 and its %3 latents."), "onn"},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "%1: k = %2 does not lie between 1 and the %3 latents."), "onn"},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "%1: k = %2 is given, but the SAE keeps as many latents as are active."), "on"},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "%1: layer %2 does not exist."), "on"},
//: core/tensor/torch_errors.cpp
{QT_TRANSLATE_NOOP("core", "%1: memory ran out, no more threads can be started."), "o"},
//: core/tensor/torch_errors.cpp
{QT_TRANSLATE_NOOP("core", "%1: memory ran out."), "o"},
//: core/text/bpe.cpp
{QT_TRANSLATE_NOOP("core", "%1: merge %2 uses a token that the vocabulary lacks."), "on"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "%1: none of the features fires in them, nothing changes."), "o"},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: normalizer \"%2\""), "oq"},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: normalizer \"%2\" puts in more than 1024 bytes."), "oq"},
//: core/text/post_processor.cpp
{QT_TRANSLATE_NOOP("core", "%1: post-processor \"TemplateProcessing\" adds ids out of bounds."), "o"},
//: core/text/post_processor.cpp
{QT_TRANSLATE_NOOP("core", "%1: post-processor \"TemplateProcessing\" does not say what \"%2\" is."), "oq"},
//: core/text/post_processor.cpp
{QT_TRANSLATE_NOOP("core", "%1: post-processor \"TemplateProcessing\" has an item that is neither a text nor a special token."), "o"},
//: core/text/post_processor.cpp
{QT_TRANSLATE_NOOP("core", "%1: post-processor \"TemplateProcessing\" has no list \"single\"."), "o"},
//: core/text/post_processor.cpp
{QT_TRANSLATE_NOOP("core", "%1: post-processor \"TemplateProcessing\" leaves the text out."), "o"},
//: core/text/post_processor.cpp
{QT_TRANSLATE_NOOP("core", "%1: post-processor \"TemplateProcessing\" repeats the text."), "o"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: pre-tokenizer \"ByteLevel\""), "o"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: pre-tokenizer \"Digits\""), "o"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: pre-tokenizer \"Metaspace\""), "o"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: pre-tokenizer \"Metaspace\" replaces spaces by something that is not one other character."), "o"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: pre-tokenizer \"Metaspace\": the \"prepend_scheme\" \"%2\" is not known."), "oq"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: pre-tokenizer \"Split\""), "o"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: pre-tokenizer \"Split\" has neither a \"Regex\" nor a \"String\" pattern."), "o"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: pre-tokenizer \"Split\" with the behaviour \"%2\" is not supported."), "oq"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: the \"unk_token\" \"%2\" is not in the vocabulary."), "oq"},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "%1: the SAE's sizes make no sense (input %2, latents %3)."), "onn"},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "%1: the activation is %2, and only \"topk\" is read of this layout."), "oo"},
//: core/sae/import_openai.cpp
{QT_TRANSLATE_NOOP("core", "%1: the activation is %2, and only TopK and ReLU are read."), "ov"},
//: core/text/chat_template.cpp
{QT_TRANSLATE_NOOP("core", "%1: the chat template is not UTF-8."), "o"},
//: core/text/chat_template.cpp
{QT_TRANSLATE_NOOP("core", "%1: the chat template ran out of memory."), "o"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1: the decoder"), "o"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1: the decoder \"%2\""), "oq"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1: the decoder \"%2\" does not fit a pre-tokenizer without a ByteLevel step."), "oq"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1: the decoder \"%2\" has no \"String\" pattern."), "oq"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1: the decoder \"%2\" is not supported."), "oq"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1: the decoder \"%2\" replaces something that is not one character."), "oq"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1: the decoder \"%2\" replaces the empty text, or by too much."), "oq"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1: the decoder \"%2\" stands after Fuse."), "oq"},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "%1: the decoder \"%2\" stands before Fuse, so it would strip every token."), "oq"},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "%1: the dictionary class %2 is not read."), "ov"},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "%1: the epsilon and the expected number of latents have to be numbers that are not negative."), "o"},
//: core/sae/import_openai.cpp
{QT_TRANSLATE_NOOP("core", "%1: the function after top-k is %2, and only ReLU and Identity are read."), "oo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "%1: the margin changes by %2 %3: no change beyond chance in %4 pairs."), "ooon"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: the model type \"%2\" is not supported."), "oq"},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: the normalizer"), "o"},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: the normalizer \"%2\" is not supported."), "oq"},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: the normalizer has more than 16 steps."), "o"},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: the normalizer makes more than twelve bytes of each byte of a text."), "o"},
//: core/text/added_tokens.cpp
{QT_TRANSLATE_NOOP("core", "%1: the normalizer makes the added tokens too long."), "o"},
//: core/text/sentencepiece_model.cpp
{QT_TRANSLATE_NOOP("core", "%1: the piece \"%2\" is there twice."), "oq"},
//: core/text/post_processor.cpp
{QT_TRANSLATE_NOOP("core", "%1: the post-processor"), "o"},
//: core/text/post_processor.cpp
{QT_TRANSLATE_NOOP("core", "%1: the post-processor \"%2\" is not supported."), "oq"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: the post-processor adds id %2, which is no token."), "on"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: the pre-tokenizer"), "o"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: the pre-tokenizer \"%2\" is not supported."), "oq"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: the pre-tokenizer goes on after ByteLevel with \"%2\"."), "oq"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: the pre-tokenizer goes on after Metaspace with \"%2\"."), "oq"},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "%1: the pre-tokenizer has more than 16 steps."), "o"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "%1: the regular expression gave up on a text of %2 bytes (%3)."), "ono"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "%1: the regular expression is refused at byte %2 (%3)."), "ono"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "%1: the regular expression moves its own match start."), "o"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "%1: the regular expression refers back to a group."), "o"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "%1: the regular expression uses %2."), "oo"},
//: core/text/sentencepiece_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: the special token \"%2\" has no id."), "oq"},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "%1: the subsets hold %2 pairs, not %3."), "onn"},
//: core/text/vocabulary.cpp
{QT_TRANSLATE_NOOP("core", "%1: the token \"%2\" is there twice."), "oq"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "%1: the vocabulary has no byte tokens."), "o"},
//: core/text/vocabulary.cpp
{QT_TRANSLATE_NOOP("core", "%1: token id %2 is out of bounds."), "on"},
//: core/text/vocabulary.cpp
{QT_TRANSLATE_NOOP("core", "%1: two tokens have the id %2."), "on"},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "%1: version %2 is not known."), "on"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "%1; at %2"), "ov"},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "%1; texts of up to %2 tokens"), "on"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "&& (an intersection of classes)"), ""},
//: core/text/template_operators.cpp
{QT_TRANSLATE_NOOP("core", "'%1' cannot combine %2 and %3"), "ooo"},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "'%1' is undefined"), "v"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "(* (an engine directive)"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "(95 % CI %1 to %2)"), "nn"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "(?m (the dot matches newlines there, anchors match at lines here)"), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "--full reads it and tells whether it is the same."), ""},
//: core/workspace/audit_truth.cpp
{QT_TRANSLATE_NOOP("core", "--truth manifest is for data sets that `safer poison` made."), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "1 or more"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "1 rating event came since"), ""},
//: core/jobs/feature_map_params.cpp
{QT_TRANSLATE_NOOP("core", "30 suits most; larger values show fewer, larger families."), ""},
//: core/causal/attribution.cpp
{QT_TRANSLATE_NOOP("core", "32 are a good start."), ""},
//: core/text/sentencepiece_file.cpp
{QT_TRANSLATE_NOOP("core", "A SentencePiece model has a few megabytes."), ""},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "A backup has none: put the file itself there."), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "A base model that only reads: the last weights are kept."), ""},
//: ui/causal/survey_figure.cpp
{QT_TRANSLATE_NOOP("core", "A chart cannot be saved as \"%1\"."), "q"},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "A dose is not a finite number."), ""},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "A feature is named twice."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "A field or flag is expected before %1."), "o"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "A folder of the workspace is missing."), ""},
//: core/judge/http_url.cpp
{QT_TRANSLATE_NOOP("core", "A key is not sent to %1 without encryption."), "o"},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "A language model without a reward head: training puts a fresh one on it."), ""},
//: core/jobs/sudden_end.cpp
{QT_TRANSLATE_NOOP("core", "A library ended the program in the middle of the work."), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "A linear skip connection is part of its output, which no latent stands for."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "A list of values has commas: llm = 4, 5."), ""},
//: ui/pages/feature_map_panel_show.cpp
{QT_TRANSLATE_NOOP("core", "A map cannot be saved as \"%1\"."), "q"},
//: core/data/content_hash.cpp
{QT_TRANSLATE_NOOP("core", "A model folder has config.json and model.safetensors, an SAE folder sae_config.json and sae.safetensors."), ""},
//: core/workspace/artifact_files.cpp
{QT_TRANSLATE_NOOP("core", "A model folder holds config.json, model.safetensors (or its index and shards) and tokenizer.json."), ""},
//: core/experiments/prevalence.cpp
{QT_TRANSLATE_NOOP("core", "A model that is no better than guessing on trusted labels tells nothing."), ""},
//: core/storage/rater_store.cpp
{QT_TRANSLATE_NOOP("core", "A new rater"), ""},
//: core/engine/engine_service.cpp
{QT_TRANSLATE_NOOP("core", "A newer question took the place of this one."), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "A newer version of Saferscope may have written it: update this one."), ""},
//: core/data/rating.cpp
{QT_TRANSLATE_NOOP("core", "A newer version of Saferscope may know it: update this one."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "A number is missing after %1."), "o"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "A pair for each right and wrong answer; \"group\" in their meta data joins those of one record. The published score counts a record only where the right answer is above all the wrong ones."), ""},
//: core/workspace/workspace.cpp
{QT_TRANSLATE_NOOP("core", "A pair needs at least 2 tokens and a score at least 1 feature."), ""},
//: core/storage/database_salvage.cpp
{QT_TRANSLATE_NOOP("core", "A part of the rating log cannot be read; ratings at its end may be gone unnamed."), ""},
//: core/storage/database_salvage.cpp
{QT_TRANSLATE_NOOP("core", "A part of the table \"%1\" cannot be read; what stood there is not known."), "q"},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "A plan needs every pair of the data set once."), ""},
//: ui/causal/steering_panel_fit.cpp
{QT_TRANSLATE_NOOP("core", "A profile is being fitted already."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "A program that was killed left a temporary file."), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "A quotation mark in the command \"%1\" has no other half."), "q"},
//: core/data/rating.cpp
{QT_TRANSLATE_NOOP("core", "A rater is \"human\" or \"judge\", not \"%1\"."), "q"},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "A rating is damaged and left out."), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "A ratio of %1 is no share of a data set."), "o"},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "A record is not what was saved: its hash does not fit."), ""},
//: ui/report/report_file.cpp
{QT_TRANSLATE_NOOP("core", "A report is a .pdf or an .html file, and %1 is neither."), "o"},
//: core/exports/neuronpedia_feature.cpp
{QT_TRANSLATE_NOOP("core", "A reward model predicts no tokens: pos_str, neg_str and the logits are empty lists."), ""},
//: core/exports/table_writer.cpp
{QT_TRANSLATE_NOOP("core", "A row has %1 cells for %2 columns."), "nn"},
//: core/jobs/run_state.cpp
{QT_TRANSLATE_NOOP("core", "A run folder holds a spec.json; is this the right folder?"), ""},
//: core/exports/feature_selection.cpp
{QT_TRANSLATE_NOOP("core", "A set and a number of features were both given."), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "A skip connection from the embeddings is part of its output."), ""},
//: core/text/bpe_trainer.cpp
{QT_TRANSLATE_NOOP("core", "A special token is empty, longer than 256 bytes, not UTF-8 or given twice."), ""},
//: core/engine/engine_survey.cpp
{QT_TRANSLATE_NOOP("core", "A survey of no pairs says nothing."), ""},
//: core/exports/table_writer.cpp
{QT_TRANSLATE_NOOP("core", "A table is not written as \"%1\"."), "q"},
//: core/text/tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "A text of %1 MiB is too long to tokenize."), "n"},
//: core/text/bpe_trainer.cpp
{QT_TRANSLATE_NOOP("core", "A training text is longer than 256 MiB."), ""},
//: core/model/reward_model.cpp
{QT_TRANSLATE_NOOP("core", "A vector cannot be written into the weights above the embeddings of this %1 model: %2."), "oo"},
//: core/text/bpe_trainer.cpp
{QT_TRANSLATE_NOOP("core", "A vocabulary of %1 tokens cannot be made."), "n"},
//: app/cli/job_train_rm.cpp
{QT_TRANSLATE_NOOP("core", "A vocabulary of %1 tokens cannot be trained."), "n"},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "A window of text has %1 to %2 tokens, not %3."), "nnn"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "A worker cannot be started: programs may use no more than %1 MiB of memory here (ulimit -v)."), "n"},
//: core/jobs/run_lock.cpp
{QT_TRANSLATE_NOOP("core", "A worker is already running in %1."), "v"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "Ablating %1 lowers the margin of %2 by %3 %4."), "oooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "Ablating %1 raises the margin of %2 by %3 %4."), "oooo"},
//: app/cli/sae_report.cpp
{QT_TRANSLATE_NOOP("core", "Activation"), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "Add it again if the change was meant."), ""},
//: ui/bridge/session_engine.cpp
{QT_TRANSLATE_NOOP("core", "Add it again on the Overview page, or build a new index."), ""},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "Add some with `safer sets edit`."), ""},
//: core/data/preferred_base.cpp
{QT_TRANSLATE_NOOP("core", "All records prefer the same answer: map it as chosen and leave \"preferred\" out."), ""},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Allow at least %1 MiB, better several GB."), "n"},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "An SAE in the layout"), ""},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "An SAE in the layout %1 is a folder: give that, not the file %2."), "ov"},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "An SAE in the layout %1 is one file: give that, not the folder %2."), "ov"},
//: core/engine/held_pair.cpp
{QT_TRANSLATE_NOOP("core", "An attribution is not a finite number."), ""},
//: core/causal/controls.cpp
{QT_TRANSLATE_NOOP("core", "An empty set of features has no controls."), ""},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "An index holds 1 to %1 features and at least one pair per shard, not %2 features and %3 pairs."), "nnn"},
//: core/jobs/sudden_end.cpp
{QT_TRANSLATE_NOOP("core", "An unexpected fault of an unknown kind ended the program."), ""},
//: core/jobs/runner.cpp
{QT_TRANSLATE_NOOP("core", "An unexpected fault of an unknown kind stopped the work."), ""},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "An unexpected fault stopped the work: %1"), "o"},
//: app/cli/demo_stages.cpp
{QT_TRANSLATE_NOOP("core", "Another process is preparing this demo workspace."), ""},
//: core/storage/presence_lock.cpp
{QT_TRANSLATE_NOOP("core", "Another program has %1 open."), "v"},
//: core/jobs/slurm_submission.cpp
{QT_TRANSLATE_NOOP("core", "Another program has been talking to Slurm for these runs for too long."), ""},
//: core/workspace/sweep_folder.cpp
{QT_TRANSLATE_NOOP("core", "Another program is busy with the sweeps of %1."), "v"},
//: core/storage/database_swap.cpp
{QT_TRANSLATE_NOOP("core", "Another program is reading or writing %1."), "v"},
//: core/jobs/run_queue.cpp
{QT_TRANSLATE_NOOP("core", "Another program keeps the queue %1 locked."), "v"},
//: core/causal/steering_foldability.cpp
{QT_TRANSLATE_NOOP("core", "Apply it with `safer evaluate --steer`."), ""},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Ask Slurm for more memory, or use smaller batches; it goes on from its last checkpoint."), ""},
//: core/text/bpe_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Ask for %1 (all bytes and the special tokens) to %2."), "nn"},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "Ask for a set, for features or for a profile."), ""},
//: core/causal/controls.cpp
{QT_TRANSLATE_NOOP("core", "Ask for fewer controls, or take a smaller set."), ""},
//: core/causal/controls.cpp
{QT_TRANSLATE_NOOP("core", "Ask for fewer controls."), ""},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "Ask for less, or look at `safer features`."), ""},
//: core/engine/engine_survey.cpp
{QT_TRANSLATE_NOOP("core", "Ask for one pair at least."), ""},
//: core/data/pair_export.cpp
{QT_TRANSLATE_NOOP("core", "Assistant: %1"), "o"},
//: core/workspace/audit_run.cpp
{QT_TRANSLATE_NOOP("core", "At least 50 are needed: index both data sets together."), ""},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "Attribution takes 1 to 4096 steps."), ""},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "BPE tokenizers are read: byte-level ones (Llama 3, Qwen, GPT-2) and SentencePiece-style ones (Llama 2, Mistral, Gemma)."), ""},
//: core/workspace/causal_run.cpp
{QT_TRANSLATE_NOOP("core", "Bring it back, or make a new index with `safer index`."), ""},
//: app/cli/export_pairs.cpp
{QT_TRANSLATE_NOOP("core", "Bring one in with `safer import`."), ""},
//: ui/bridge/engine_client.cpp
{QT_TRANSLATE_NOOP("core", "Build an index on the Overview page first."), ""},
//: ui/causal/pair_lab.cpp
{QT_TRANSLATE_NOOP("core", "Build one on the Overview page."), ""},
//: core/workspace/workspace.cpp
{QT_TRANSLATE_NOOP("core", "Build one: `safer index`, or the feature index card of the Overview page."), ""},
//: app/cli/job_map.cpp
{QT_TRANSLATE_NOOP("core", "Build the index again with this SAE."), ""},
//: core/features/feature_index.cpp
{QT_TRANSLATE_NOOP("core", "Build the index again."), ""},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "Build the index again: `safer index`, or a new index job in the window."), ""},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "Building the index was stopped."), ""},
//: core/text/token_decoder.cpp
{QT_TRANSLATE_NOOP("core", "ByteLevel for byte-level models; Replace, ByteFallback, Fuse, Strip, Metaspace and sequences of them for others."), ""},
//: core/text/pre_tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "ByteLevel, Split, Digits, Metaspace and sequences of them are read."), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "Cancel it first, or wait for it."), ""},
//: core/jobs/slurm_launcher.cpp
{QT_TRANSLATE_NOOP("core", "Cancel it there first."), ""},
//: core/jobs/queue_cancel.cpp
{QT_TRANSLATE_NOOP("core", "Cancelled before it was started."), ""},
//: core/jobs/queue_cancel.cpp
{QT_TRANSLATE_NOOP("core", "Cancelled."), ""},
//: core/jobs/queue_runner.cpp
{QT_TRANSLATE_NOOP("core", "Cancelled; its worker was gone before it had written a result."), ""},
//: core/engine/torch_engine.cpp
{QT_TRANSLATE_NOOP("core", "Cancelling is for who hands questions on."), ""},
//: core/judge/line_log.cpp
{QT_TRANSLATE_NOOP("core", "Cannot"), ""},
//: core/base/atomic_file.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 %2: %3."), "ovv"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: %3."), "ovo"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: a program that ended while it wrote left it half written."), "ov"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: a text is too large for the database."), "ov"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: another program is writing to it."), "ov"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: it cannot be opened."), "ov"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: it conflicts with what is there (%3)."), "ovo"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: it may not be written."), "ov"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: out of memory."), "ov"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: reading or writing the disk failed."), "ov"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: the disk is full."), "ov"},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Cannot %1 in %2: the file is damaged."), "ov"},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "Cannot copy the model to %1: %2."), "vo"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Cannot create %1: %2."), "vo"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Cannot create a folder in %1."), "v"},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "Cannot create the folder %1: %2."), "vo"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Cannot find the program `safer`."), ""},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Cannot flush %1: %2."), "vv"},
//: core/jobs/queue_runner_lock.cpp
{QT_TRANSLATE_NOOP("core", "Cannot lock %1: %2."), "vv"},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "Cannot make %1: %2."), "vo"},
//: core/sae/sae_export.cpp
{QT_TRANSLATE_NOOP("core", "Cannot make the folder %1."), "v"},
//: core/storage/database_backup.cpp
{QT_TRANSLATE_NOOP("core", "Cannot make the folder %1: %2."), "vo"},
//: core/base/mapped_file.cpp
{QT_TRANSLATE_NOOP("core", "Cannot map %1: %2."), "vv"},
//: core/workspace/run_adoption.cpp
{QT_TRANSLATE_NOOP("core", "Cannot move %1 to %2: %3."), "vvo"},
//: core/base/mapped_file.cpp
{QT_TRANSLATE_NOOP("core", "Cannot open %1: %2."), "vv"},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "Cannot reach %1: %2."), "oo"},
//: core/base/hash.cpp
{QT_TRANSLATE_NOOP("core", "Cannot read %1."), "v"},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "Cannot read %1: %2."), "vv"},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "Cannot read the folder %1: %2."), "vo"},
//: core/jobs/run_queue.cpp
{QT_TRANSLATE_NOOP("core", "Cannot remove %1: %2."), "vo"},
//: core/jobs/slurm_program.cpp
{QT_TRANSLATE_NOOP("core", "Cannot run %1: %2."), "ov"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Cannot set %1 aside: %2."), "vo"},
//: core/jobs/worker_identity.cpp
{QT_TRANSLATE_NOOP("core", "Cannot signal the worker (process %1): %2."), "nv"},
//: core/jobs/spawn_worker.cpp
{QT_TRANSLATE_NOOP("core", "Cannot start %1: %2."), "vv"},
//: core/jobs/spawn_worker.cpp
{QT_TRANSLATE_NOOP("core", "Cannot start a worker:"), ""},
//: core/jobs/spawn_worker.cpp
{QT_TRANSLATE_NOOP("core", "Cannot start a worker: %1."), "v"},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "Cannot start to decompress %1."), "v"},
//: core/workspace/run_adoption.cpp
{QT_TRANSLATE_NOOP("core", "Cannot take over the run %1: %2 is in the way."), "vv"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Cannot tell which process works on %1."), "v"},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "Cannot tidy up %1: %2."), "vo"},
//: core/tensor/torch_archive_writer.cpp
{QT_TRANSLATE_NOOP("core", "Cannot write %1 to %2: %3."), "vvo"},
//: core/exports/delphi.cpp
{QT_TRANSLATE_NOOP("core", "Cannot write %1."), "o"},
//: core/jobs/event_writer.cpp
{QT_TRANSLATE_NOOP("core", "Cannot write %1: %2."), "vv"},
//: core/tensor/numpy_writer.cpp
{QT_TRANSLATE_NOOP("core", "Cannot write array %1 to %2: %3."), "vvo"},
//: core/jobs/event_writer.cpp
{QT_TRANSLATE_NOOP("core", "Cannot write events.jsonl:"), ""},
//: core/jobs/event_writer.cpp
{QT_TRANSLATE_NOOP("core", "Cannot write events.jsonl: %1."), "v"},
//: core/tensor/torch_io.cpp
{QT_TRANSLATE_NOOP("core", "Cannot write tensor \"%1\" to %2: safetensors has no type for %3."), "qvo"},
//: core/tensor/safetensors_writer.cpp
{QT_TRANSLATE_NOOP("core", "Cannot write tensor %1 to %2: %3."), "voo"},
//: core/workspace/dataset_saving.cpp
{QT_TRANSLATE_NOOP("core", "Cannot write to %1: %2."), "vv"},
//: core/workspace/causal_run.cpp
{QT_TRANSLATE_NOOP("core", "Causal effects of %1"), "o"},
//: core/workspace/causal_run.cpp
{QT_TRANSLATE_NOOP("core", "Causal effects of %1 features"), "n"},
//: ui/bridge/job_request.cpp
{QT_TRANSLATE_NOOP("core", "Causal runs are planned by planCausalRun()."), ""},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "Certificates are always checked. SSL_CERT_FILE can name a file with the one to trust."), ""},
//: core/exports/pair_dataset.cpp
{QT_TRANSLATE_NOOP("core", "Changed on purpose: %1"), "o"},
//: core/workspace/workspace_manifests.cpp
{QT_TRANSLATE_NOOP("core", "Changing pairs"), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "Check --base-url and --model; for Azure the deployment and the API version."), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "Check how it is spelt."), ""},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "Check its permissions and the disk."), ""},
//: core/training/config_fields.h
{QT_TRANSLATE_NOOP("core", "Check its spelling."), ""},
//: ui/bridge/safer_call.cpp
{QT_TRANSLATE_NOOP("core", "Check that it belongs to this version of Saferscope."), ""},
//: core/judge/llm_answer.cpp
{QT_TRANSLATE_NOOP("core", "Check that the address is that of an OpenAI-compatible server (…/v1)."), ""},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "Check that the disk is not full."), ""},
//: ui/charts/metric_chart.cpp
{QT_TRANSLATE_NOOP("core", "Check that the folder exists and is writable."), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "Check that the folder holds a complete Hugging Face model."), ""},
//: core/jobs/run_lock.cpp
{QT_TRANSLATE_NOOP("core", "Check that the run folder exists and that you may write to it."), ""},
//: ui/bridge/engine_client.cpp
{QT_TRANSLATE_NOOP("core", "Check that the window and `safer` are of the same version."), ""},
//: core/storage/database_backup.cpp
{QT_TRANSLATE_NOOP("core", "Check that there is room and that you may write there."), ""},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "Check that you may write there and that the disk is not full."), ""},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "Check that you may write there."), ""},
//: core/jobs/queue_runner_lock.cpp
{QT_TRANSLATE_NOOP("core", "Check that you may write to the folder of the runs."), ""},
//: core/jobs/event_writer.cpp
{QT_TRANSLATE_NOOP("core", "Check that you may write to the run folder."), ""},
//: core/storage/database_swap.cpp
{QT_TRANSLATE_NOOP("core", "Check that you may write to the workspace folder."), ""},
//: core/workspace/sweep_folder.cpp
{QT_TRANSLATE_NOOP("core", "Check that you may write to the workspace."), ""},
//: core/base/atomic_file.cpp
{QT_TRANSLATE_NOOP("core", "Check that you may write to this folder."), ""},
//: core/jobs/slurm_launcher.cpp
{QT_TRANSLATE_NOOP("core", "Check the Slurm settings; `safer slurm check` shows the partitions."), ""},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "Check the address and that the server runs."), ""},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Check the command prefix and the path of `safer` in the Slurm settings; log.txt says more."), ""},
//: core/exports/delphi.cpp
{QT_TRANSLATE_NOOP("core", "Check the disk and free some space there; nothing that was there before has been changed."), ""},
//: core/storage/database_backup.cpp
{QT_TRANSLATE_NOOP("core", "Check the disk that the backup goes to, and take another one."), ""},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Check the disk; what was saved before is intact."), ""},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "Check the files, and --text-member for the name of what holds the text."), ""},
//: ui/bridge/demo_process.cpp
{QT_TRANSLATE_NOOP("core", "Check the installation."), ""},
//: core/jobs/spawn_worker.cpp
{QT_TRANSLATE_NOOP("core", "Check the installation: `safer` has to lie beside the window's program, or SAFER_PROGRAM names it."), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "Check the key in %1."), "o"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Check the model and the texts of the held-out pairs."), ""},
//: core/features/pair_batches.cpp
{QT_TRANSLATE_NOOP("core", "Check the model's chat template, or leave the pair out."), ""},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "Check the path."), ""},
//: core/storage/hashed_copy.cpp
{QT_TRANSLATE_NOOP("core", "Check the permissions of the folder."), ""},
//: core/workspace/dataset_saving.cpp
{QT_TRANSLATE_NOOP("core", "Check the permissions of the workspace folder and the room on its disk."), ""},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Check the permissions of the workspace folder."), ""},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "Check the rewards of the model on these pairs first."), ""},
//: core/text/chat_template.cpp
{QT_TRANSLATE_NOOP("core", "Check the template, or the roles and order of the messages it is given."), ""},
//: core/storage/presence_lock.cpp
{QT_TRANSLATE_NOOP("core", "Check the workspace folder and the disk."), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "Check what the key may use."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "Checking models and indexes"), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "Checking runs and sweeps"), ""},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "Checking the database"), ""},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "Checking the pairs of %1"), "v"},
//: core/features/index_quality.cpp
{QT_TRANSLATE_NOOP("core", "Checking the reconstruction"), ""},
//: core/engine/engine_survey.cpp
{QT_TRANSLATE_NOOP("core", "Choose a file of preference pairs."), ""},
//: core/storage/database.cpp
{QT_TRANSLATE_NOOP("core", "Choose a folder that Saferscope made, or create a workspace there."), ""},
//: core/storage/database.cpp
{QT_TRANSLATE_NOOP("core", "Choose a folder that Saferscope made."), ""},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Choose a folder that Saferscope made. If it was one, its database is damaged: `safer workspace repair` says what can be saved."), ""},
//: core/storage/migrations.cpp
{QT_TRANSLATE_NOOP("core", "Choose a folder that Saferscope made; this one is left untouched."), ""},
//: core/storage/backup_manifest.cpp
{QT_TRANSLATE_NOOP("core", "Choose a folder that `safer workspace backup` made."), ""},
//: core/workspace/workspace.cpp
{QT_TRANSLATE_NOOP("core", "Choose a folder that you may write to."), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "Choose a layer from 0 (embeddings) to %1."), "n"},
//: ui/causal/survey_figure.cpp
{QT_TRANSLATE_NOOP("core", "Choose a name that ends in .png, .svg or .pdf."), ""},
//: ui/charts/metric_chart.cpp
{QT_TRANSLATE_NOOP("core", "Choose a name that ends in .png, .svg, .pdf or .csv."), ""},
//: ui/experiments/results_export.cpp
{QT_TRANSLATE_NOOP("core", "Choose a name that ends in .png, .svg, .pdf, .csv, .json or .html."), ""},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "Choose a new folder with --output."), ""},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "Choose a place outside, best on another disk."), ""},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "Choose a reward model with one linear head."), ""},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "Choose a set of features."), ""},
//: core/engine/torch_engine.cpp
{QT_TRANSLATE_NOOP("core", "Choose an SAE that was trained on this model."), ""},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "Choose another folder for the index; nothing was changed."), ""},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "Choose another name, or remove that file first."), ""},
//: core/workspace/dataset_saving.cpp
{QT_TRANSLATE_NOOP("core", "Choose another name, or remove that one first."), ""},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "Choose another name."), ""},
//: ui/causal/steering_features.cpp
{QT_TRANSLATE_NOOP("core", "Choose another one."), ""},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "Choose another place with --output."), ""},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "Choose another place, or replace it with --force."), ""},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "Choose another place."), ""},
//: app/cli/job_train_rm.cpp
{QT_TRANSLATE_NOOP("core", "Choose between 300 (256 bytes and the special tokens) and 1,000,000."), ""},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "Choose one by its number, counted from 0."), ""},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "Choose one by name or number with --label."), ""},
//: ui/bridge/session_ratings.cpp
{QT_TRANSLATE_NOOP("core", "Choose or add a profile on the Annotate page."), ""},
//: core/causal/causal_model.cpp
{QT_TRANSLATE_NOOP("core", "Choose the SAE that was trained on this model."), ""},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "Choose the folder of a model with its tokenizer."), ""},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "Choosing contexts"), ""},
//: core/report/pairs_part.cpp
{QT_TRANSLATE_NOOP("core", "Choosing example pairs"), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "Chosen is the better answer (better_response_id), whether it is safe or not; --preference safer takes the safer one."), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "Chosen is the safer answer (safer_response_id), which may be the less helpful one and may be unsafe itself."), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "Chosen is the unharmful answer of two to the same prompt, rejected the harmful one."), ""},
//: core/storage/presence_lock.cpp
{QT_TRANSLATE_NOOP("core", "Close every Saferscope window and command that uses this workspace, then try again."), ""},
//: core/storage/database_swap.cpp
{QT_TRANSLATE_NOOP("core", "Close every program that uses this workspace, then try again."), ""},
//: core/tensor/torch_errors.cpp
{QT_TRANSLATE_NOOP("core", "Close other programs or use a smaller batch."), ""},
//: core/storage/database.cpp
{QT_TRANSLATE_NOOP("core", "Close other programs that have this workspace open and try again."), ""},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "Close other programs, allow this one more memory or more processes, or set OMP_NUM_THREADS to fewer threads, and run it again."), ""},
//: core/tensor/torch_errors.cpp
{QT_TRANSLATE_NOOP("core", "Close other programs, or set OMP_NUM_THREADS to fewer threads."), ""},
//: ui/bridge/engine_child.cpp
{QT_TRANSLATE_NOOP("core", "Close other programs, shorten the texts, or use a smaller model."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Compare %1 with a number."), "o"},
//: core/report/ratings_part.cpp
{QT_TRANSLATE_NOOP("core", "Comparing raters"), ""},
//: core/training/activation_source.cpp
{QT_TRANSLATE_NOOP("core", "Computing activations"), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "Configuration and weights belong to different SAEs."), ""},
//: core/causal/controls.cpp
{QT_TRANSLATE_NOOP("core", "Controls are random or density."), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "Conversations of %1 tokens cannot be read."), "n"},
//: core/base/folder_file.cpp
{QT_TRANSLATE_NOOP("core", "Copy the file into the folder if you trust where it leads."), ""},
//: ui/bridge/session_ratings.cpp
{QT_TRANSLATE_NOOP("core", "Copy the workspace to a folder of your own, or ask for permission to write it."), ""},
//: core/storage/presence_lock.cpp
{QT_TRANSLATE_NOOP("core", "Copy the workspace to a local disk and repair it there."), ""},
//: core/storage/migrations.cpp
{QT_TRANSLATE_NOOP("core", "Copy the workspace to a place that you may write to and open it there."), ""},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "Copying files"), ""},
//: core/storage/database_backup.cpp
{QT_TRANSLATE_NOOP("core", "Copying the database"), ""},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "Decompress it first."), ""},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "Decompress it first: zstd -d FILE."), ""},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "Denoise"), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Density is a share of positions: write 5% or 0.05."), ""},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "Do not trust this model folder, or correct the index."), ""},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "Download or compress it again; nothing of it was kept."), ""},
//: core/data/pair_layout.cpp
{QT_TRANSLATE_NOOP("core", "Each record needs \"chosen\" and \"rejected\": two strings with a \"prompt\" (string or message list), two \"\\n\\nHuman: … \\n\\nAssistant: …\" transcripts, two message lists, or two {from, value} answers with \"conversations\"; or be one of the published layouts that `safer formats` lists. Otherwise say which member holds what: --map \"prompt=…,chosen=…,rejected=…\"."), ""},
//: app/cli/evaluate_model.cpp
{QT_TRANSLATE_NOOP("core", "Evaluating"), ""},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "Every feature of the index is dead, so there is nothing to score with."), ""},
//: core/training/training_pair.cpp
{QT_TRANSLATE_NOOP("core", "Every pair is held out: none is left to train on."), ""},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "Every pair needs a section."), ""},
//: core/training/process_group.cpp
{QT_TRANSLATE_NOOP("core", "Every rank has to read the same run folder, data and model, with the same program."), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "Examining %1"), "v"},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "Exception raised from"), ""},
//: app/cli/export_model.cpp
{QT_TRANSLATE_NOOP("core", "Export it with --dtype bfloat16 or float32."), ""},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "Feature %1 got no answer: %2"), "no"},
//: core/causal/controls.cpp
{QT_TRANSLATE_NOOP("core", "Feature %1 has no density: there are %2 features."), "nn"},
//: core/causal/intervention.cpp
{QT_TRANSLATE_NOOP("core", "Feature %1 is changed twice."), "o"},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "Feature %1 is not in the set \"%2\"."), "oq"},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "Feature %1 is to be added and removed at once."), "o"},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "Feature %1 never fires in the index."), "o"},
//: core/causal/intervention.cpp
{QT_TRANSLATE_NOOP("core", "Features are numbered from 0."), ""},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "Features go from 0 to %1."), "n"},
//: core/base/folder_file.cpp
{QT_TRANSLATE_NOOP("core", "Fetch or copy the folder again, with the files its links lead to."), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "Fetch or save the file again."), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "Fetch or save the file again; it may be cut short or damaged."), ""},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "Fetch or save the file again; it may be damaged."), ""},
//: core/tensor/pickle_machine.h
{QT_TRANSLATE_NOOP("core", "Fetch or save the file again; where it is sound, save its state_dict() with torch.save()."), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "Fetch the file: git lfs pull."), ""},
//: core/model/checkpoint_files.cpp
{QT_TRANSLATE_NOOP("core", "Fetch the model again, with its weights."), ""},
//: core/model/checkpoint_files.cpp
{QT_TRANSLATE_NOOP("core", "Fetch the model again; it has %1 weight files."), "n"},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "Fetch the model again; its files are incomplete or do not belong to this config.json."), ""},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "Fetch the model again; its index is damaged."), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "Fetch the original model."), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "Fetch the tokenizer's files from the model's page into the folder."), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "Fields are %1; flags are %2."), "oo"},
//: core/workspace/held_pairs.cpp
{QT_TRANSLATE_NOOP("core", "Finding the pairs in the index"), ""},
//: core/workspace/held_pairs.cpp
{QT_TRANSLATE_NOOP("core", "Finding the pairs in the index was stopped; nothing was changed."), ""},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "Finish it, or remove that folder to build anew."), ""},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "Fitting factors"), ""},
//: ui/causal/steering_fit_process.cpp
{QT_TRANSLATE_NOOP("core", "Fitting was cancelled; nothing was saved."), ""},
//: core/causal/steering_fold.cpp
{QT_TRANSLATE_NOOP("core", "Fold it into the model it was made for."), ""},
//: core/causal/steering_fold.cpp
{QT_TRANSLATE_NOOP("core", "Folding the profile"), ""},
//: core/training/checkpoint.cpp
{QT_TRANSLATE_NOOP("core", "Free some disk space and check that you may write there; earlier checkpoints are untouched."), ""},
//: core/jobs/event_writer.cpp
{QT_TRANSLATE_NOOP("core", "Free some disk space and start the run again."), ""},
//: core/storage/database_swap.cpp
{QT_TRANSLATE_NOOP("core", "Free some disk space and try again; nothing was changed."), ""},
//: core/base/atomic_file.cpp
{QT_TRANSLATE_NOOP("core", "Free some disk space and try again; the previous file is untouched."), ""},
//: core/jobs/event_writer.cpp
{QT_TRANSLATE_NOOP("core", "Free some disk space; the work itself goes on."), ""},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Free some space and try again; what was saved before is intact."), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "GELU (tanh form)"), ""},
//: core/sae/export_archives.cpp
{QT_TRANSLATE_NOOP("core", "Gemma Scope tells the layer by a folder's name: put the file below \"layer_%1\", as residual stream %2 is the output of that block."), "nn"},
//: core/text/sentencepiece_file.cpp
{QT_TRANSLATE_NOOP("core", "Get the model's tokenizer.json, or save one with Hugging Face's fast tokenizers."), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "Give 2 to 1,000,000."), ""},
//: core/data/text_reader.cpp
{QT_TRANSLATE_NOOP("core", "Give JSON Lines with one text per line, or a .txt file; both may be compressed as .gz or .zst."), ""},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "Give a .jsonl, .json or .csv file, or one of them compressed as .gz or .zst."), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "Give a .pt, .npz or .npy file that lies on this machine and can be read."), ""},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "Give a file of an earlier evaluation, or what `safer reward --json` printed."), ""},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "Give a file with one pair per line."), ""},
//: core/workspace/artifact_files.cpp
{QT_TRANSLATE_NOOP("core", "Give a folder with sae_config.json and sae.safetensors, or one file with an SAE's weights."), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "Give a ratio from 0 to 1, such as 0.05 or 5%."), ""},
//: core/tensor/safetensors.cpp
{QT_TRANSLATE_NOOP("core", "Give a safetensors file that lies on this machine and can be read."), ""},
//: core/sae/sae_export.cpp
{QT_TRANSLATE_NOOP("core", "Give another folder."), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "Give at least one of each."), ""},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "Give each column a name of its own."), ""},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "Give each file of texts once."), ""},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "Give each its own name."), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "Give it the ending .safetensors."), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "Give local or slurm."), ""},
//: core/training/training_pair.cpp
{QT_TRANSLATE_NOOP("core", "Give more pairs, or hold out a smaller part of them."), ""},
//: core/exports/feature_selection.cpp
{QT_TRANSLATE_NOOP("core", "Give one of them."), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "Give one range, such as 3:10."), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "Give ratios above 0 and at most 1, such as 0.05 or 5%."), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "Give sentence-ends or all-tokens."), ""},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "Give some dozens at least."), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "Give the address that really answers with --base-url."), ""},
//: core/storage/database_backup.cpp
{QT_TRANSLATE_NOOP("core", "Give the backup a name of its own; an older one is never overwritten."), ""},
//: ui/report/report_file.cpp
{QT_TRANSLATE_NOOP("core", "Give the file one of the two endings."), ""},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "Give the file's name with --output."), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "Give the folder that holds config.json, model.safetensors and tokenizer.json."), ""},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "Give the folder that holds index.json of an index built by this program."), ""},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "Give the folder that training wrote, or a bare .safetensors file with k and the layer."), ""},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "Give the folder with both files: the weights alone do not say which latents are active."), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "Give the judge a shorter name."), ""},
//: core/sae/import_finish.cpp
{QT_TRANSLATE_NOOP("core", "Give the k it was trained with (--k)."), ""},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "Give the k the SAE was trained with."), ""},
//: core/causal/causal_model.cpp
{QT_TRANSLATE_NOOP("core", "Give the layer the SAE was trained on (0 = embeddings, i = output of block i)."), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "Give the prices per million tokens, or limit the number of requests instead."), ""},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "Go on later; what was rated is kept."), ""},
//: core/tensor/archive_memory.h
{QT_TRANSLATE_NOOP("core", "Honest weights hardly shrink. Save them again without compression and without expand()."), ""},
//: core/data/pair_export.cpp
{QT_TRANSLATE_NOOP("core", "Human: %1"), "o"},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "Ids must be unique within a data set."), ""},
//: core/text/vocabulary.cpp
{QT_TRANSLATE_NOOP("core", "Ids must lie between 0 and %1."), "n"},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "If it really holds so much that repeats itself, decompress it first and give the plain file."), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "If the weights lie inside of it, unpack it first."), ""},
//: core/tensor/pickle_globals.cpp
{QT_TRANSLATE_NOOP("core", "If you trust where it comes from, load it in Python and save only its weights: torch.save(model.state_dict(), \"weights.pt\")."), ""},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "Import a data set with pairs first."), ""},
//: ui/causal/pair_lab.cpp
{QT_TRANSLATE_NOOP("core", "Import it again, or build an index of a data set that is there."), ""},
//: core/storage/unfinished_datasets.cpp
{QT_TRANSLATE_NOOP("core", "Import it again."), ""},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "Import it first: `safer import`."), ""},
//: ui/causal/steering_dialogs.cpp
{QT_TRANSLATE_NOOP("core", "Import it on the Overview page."), ""},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "Import one, such as RewardBench, and name it with --eval NAME."), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "In %1 the better answer wins %2 instead of %3 of the time: %4 pair lost, %5 gained (McNemar %6)."), "ooonno"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "In %1 the better answer wins %2 instead of %3 of the time: %4 pair lost, %5 gained (McNemar %6, no change beyond chance)."), "ooonno"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "In %1 the better answer wins %2 instead of %3 of the time: %4 pairs lost, %5 gained (McNemar %6)."), "ooonno"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "In %1 the better answer wins %2 instead of %3 of the time: %4 pairs lost, %5 gained (McNemar %6, no change beyond chance)."), "ooonno"},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "In Python, where you trust it, load it and save its tensors with torch.save() or numpy.savez()."), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "In Python, where you trust it: torch.save(torch.jit.load(\"model.pt\").state_dict(), \"weights.pt\")."), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "In Python, where you trust it: torch.save(torch.load(\"old.pt\", map_location=\"cpu\"), \"new.pt\") with a newer torch."), ""},
//: core/workspace/audit_run.cpp
{QT_TRANSLATE_NOOP("core", "Index that data set: `safer index --data NAME`."), ""},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "Indexing pairs"), ""},
//: core/causal/attribution.cpp
{QT_TRANSLATE_NOOP("core", "Integrated gradients need at least one step."), ""},
//: app/cli/evaluate_model.cpp
{QT_TRANSLATE_NOOP("core", "Interrupted."), ""},
//: core/jobs/slurm_cancel.cpp
{QT_TRANSLATE_NOOP("core", "Invalid job id"), ""},
//: core/jobs/slurm_program.cpp
{QT_TRANSLATE_NOOP("core", "Is it the Slurm command of that name?"), ""},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "Is there room on the disk?"), ""},
//: core/jobs/worker_identity.cpp
{QT_TRANSLATE_NOOP("core", "It belongs to another user; ask them to stop it."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "It can be removed."), ""},
//: core/causal/steering_foldability.cpp
{QT_TRANSLATE_NOOP("core", "It changes features, and whether and how strongly a feature fires depends on the token; no constant weight does that."), ""},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "It explains less than a tenth of the variance at sentence ends (FVU %1): another layer, another model, or activations that fine-tuning has moved far away."), "o"},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "It explains less than a tenth of the variance over all tokens (FVU %1): another layer, another model, or activations that fine-tuning has moved far away."), "o"},
//: ui/bridge/engine_client.cpp
{QT_TRANSLATE_NOOP("core", "It failed %1 times; the next try is possible in %2 s. %3"), "nno"},
//: core/text/chat_format.cpp
{QT_TRANSLATE_NOOP("core", "It has %1."), "o"},
//: core/text/chat_format.cpp
{QT_TRANSLATE_NOOP("core", "It has none at all."), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "It holds an adapter (adapter_config.json): merge it into its base model first."), ""},
//: core/sae/import_saelens.cpp
{QT_TRANSLATE_NOOP("core", "It is a checkpoint of a batch top-k training; its running threshold is used, as SAELens does when it saves one for inference."), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "It is a transcoder: it predicts another module's output, so its latents rebuild no activations."), ""},
//: core/causal/steering_foldability.cpp
{QT_TRANSLATE_NOOP("core", "It is applied at some tokens only (%1), but a weight acts at all of them."), "o"},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "It is brought up to date when it is opened; a backup is made first."), ""},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "It is installed beside this program; SAFER_PROGRAM can name another place."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "It is made again when the workspace is opened."), ""},
//: core/text/sentencepiece_loader.cpp
{QT_TRANSLATE_NOOP("core", "It is neither in tokenizer.model nor in added_tokens.json or tokenizer_config.json."), ""},
//: core/workspace/pair_signals.cpp
{QT_TRANSLATE_NOOP("core", "It is not clear which data set is meant."), ""},
//: core/workspace/causal_run.cpp
{QT_TRANSLATE_NOOP("core", "It is not clear which data set is to be measured."), ""},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "It is not clear which data set the models are to be evaluated on."), ""},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "It is not clear which data set the models are to be trained on."), ""},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "It is not known which model the sweep's models are to start from."), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "It is one of openai, azure and lexical."), ""},
//: ui/bridge/engine_child.cpp
{QT_TRANSLATE_NOOP("core", "It is started again with the next question. If that happens again, look at the texts or the model with `safer doctor`; where memory is short, close other programs."), ""},
//: ui/bridge/engine_child.cpp
{QT_TRANSLATE_NOOP("core", "It is started again with the next question; check that the window and `safer` are of the same version."), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "It keeps the latents of largest size whatever their sign."), ""},
//: core/jobs/run_spec.cpp
{QT_TRANSLATE_NOOP("core", "It knows train-rm, train-sae, index, evaluate, rate, causal and map."), ""},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "It knows {{contexts}}, {{count}}, {{feature}}, {{open}}, {{close}} and {{boundary}}."), ""},
//: core/sae/import_gemma_scope.cpp
{QT_TRANSLATE_NOOP("core", "It lies in a folder layer_%1: it reads the output of that block, residual stream %2."), "nn"},
//: core/judge/http_url.cpp
{QT_TRANSLATE_NOOP("core", "It looks like https://api.openai.com/v1 or http://127.0.0.1:8080/v1."), ""},
//: core/data/file_preview.cpp
{QT_TRANSLATE_NOOP("core", "It may be \"%1\" or \"%2\": both names would do."), "qq"},
//: core/workspace/pair_lists.cpp
{QT_TRANSLATE_NOOP("core", "It may come from a newer Saferscope."), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "It rebuilds what a table of n-grams leaves over, and the table is not in the file."), ""},
//: core/causal/steering_foldability.cpp
{QT_TRANSLATE_NOOP("core", "It replaces the activations by the SAE's reconstruction, which no constant weight does."), ""},
//: core/sae/import_gemma_scope.cpp
{QT_TRANSLATE_NOOP("core", "It saw every token, as Gemma Scope was trained, on activations as they are."), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "It saw every token, as SAELens trains."), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "It saw every token, as sparsify trains."), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "It saw every token, as the library trains."), ""},
//: core/sae/import_safer.cpp
{QT_TRANSLATE_NOOP("core", "It saw sentence ends only, as in SAFER's stage 2."), ""},
//: core/base/atomic_file.cpp
{QT_TRANSLATE_NOOP("core", "It takes at least %1; the disk has %2 left, of which your quota allows less."), "oo"},
//: core/base/atomic_file.cpp
{QT_TRANSLATE_NOOP("core", "It takes at least %1; the disk has %2 left."), "oo"},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "It wants SAFER's interpret.json, delphi's folder of explanations, or Neuronpedia's batch-N.jsonl.gz."), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "It wants files like layers.12_latent34.txt (delphi) or batch-0.jsonl.gz (Neuronpedia)."), ""},
//: ui/bridge/safer_call.cpp
{QT_TRANSLATE_NOOP("core", "It was cancelled."), ""},
//: core/judge/rating_events.cpp
{QT_TRANSLATE_NOOP("core", "It was cut off at the length limit."), ""},
//: core/jobs/run_spec.cpp
{QT_TRANSLATE_NOOP("core", "It was made by a newer Saferscope: use that one to run it."), ""},
//: app/cli/sae_report.cpp
{QT_TRANSLATE_NOOP("core", "It was not measured on real activations: whether it fits the model is not known."), ""},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "It was removed meanwhile, or the workspace database is damaged: import it again."), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "It was trained on %1 rank so far and is now on %2: sums differ in their last digits from those of an undisturbed run."), "nn"},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "It was trained on %1 ranks so far and is now on %2: sums differ in their last digits from those of an undisturbed run."), "nn"},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "It was trained on a model loaded with %1; here activations come from the model as it is stored."), "o"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "It was trained on sentence ends only, and the layout has no place to say so: on other tokens its latents mean less."), ""},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "It was written by another version or variant; leaving the tensor out would change what is computed."), ""},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "It would add nothing to a score; leave it out."), ""},
//: core/sae/export_archives.cpp
{QT_TRANSLATE_NOOP("core", "Its directions are not of norm 1, and some versions of the library multiply latents by that norm; the reconstruction is the same."), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "Its directions are not of norm 1; activations are rescaled as the library does when it loads it."), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "Its directions are not of norm 1; activations are those of the library's present version, and some earlier ones multiplied them by that norm."), ""},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "Its folder was changed or is damaged; train it again."), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "Its hook %1 is not known here; the layer is the one given."), "v"},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "Its hook %1 is residual stream %2."), "vn"},
//: ui/pages/feature_map_panel_job.cpp
{QT_TRANSLATE_NOOP("core", "Its log is on the Overview page."), ""},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Its log.txt and slurm-*.txt beside the job script may say why."), ""},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Its log.txt may say why."), ""},
//: core/jobs/queue_runner.cpp
{QT_TRANSLATE_NOOP("core", "Its log.txt may say why; memory that ran out is the usual cause. Then retry the run."), ""},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "Its reconstruction is not a finite number at sentence ends: the weights are damaged, or the activations overflow."), ""},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "Its reconstruction is not a finite number over all tokens: the weights are damaged, or the activations overflow."), ""},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "Its reconstruction is worse than the mean activation at sentence ends (FVU %1): it was trained on another model or layer, or its input was normalised in another way."), "o"},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "Its reconstruction is worse than the mean activation over all tokens (FVU %1): it was trained on another model or layer, or its input was normalised in another way."), "o"},
//: core/exports/pair_dataset.cpp
{QT_TRANSLATE_NOOP("core", "Its splits: %1."), "o"},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "Its training scaled activations to an expected norm, and SAELens folds that factor into the weights; if it was not folded, too many or too few latents are active."), ""},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "Its weights were removed once it was evaluated; a sweep with --keep-models keeps them."), ""},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Its worker.json is missing or damaged; wait for the run to end."), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "Known are partition, account, qos, gpus, gres, cpus, memory, time, max_parallel, warn_seconds, grace_seconds, prefix, safer_program, modules, extra and program_folder."), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "Layer %1 of its training is taken to be the output of that block, residual stream %2."), "nn"},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "Layers are numbered 0 (embeddings) to the number of blocks."), ""},
//: app/cli/sae_report.cpp
{QT_TRANSLATE_NOOP("core", "Layout"), ""},
//: core/sae/sae_export.cpp
{QT_TRANSLATE_NOOP("core", "Layouts that keep what it computes: %1."), "o"},
//: core/text/bpe_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Learning tokens"), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "Leave it out; see the other settings."), ""},
//: core/sae/import_finish.cpp
{QT_TRANSLATE_NOOP("core", "Leave k out."), ""},
//: core/sae/import_finish.cpp
{QT_TRANSLATE_NOOP("core", "Leave k out: the files know it."), ""},
//: core/jobs/queue_operations.cpp
{QT_TRANSLATE_NOOP("core", "Leave one dependency out."), ""},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Leave out the texts, or say how many tokens of them to train on."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Leave the bars out."), ""},
//: core/sae/export_safetensors.cpp
{QT_TRANSLATE_NOOP("core", "Leave the hook out: it follows from the layer."), ""},
//: core/workspace/workspace_ratings.cpp
{QT_TRANSLATE_NOOP("core", "Leave the id empty, and a new one is made."), ""},
//: core/sae/import_finish.cpp
{QT_TRANSLATE_NOOP("core", "Leave the layer out: the files know it."), ""},
//: core/judge/http_url.cpp
{QT_TRANSLATE_NOOP("core", "Leave them out; a key goes into an environment variable."), ""},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "Leaving them out would compute another model; check \"model_type\", \"attention_bias\" and \"num_hidden_layers\"."), ""},
//: core/experiments/evaluation_report.cpp
{QT_TRANSLATE_NOOP("core", "Left out of the comparison: %1 pairs that the baseline lacks and %2 that only it has."), "nn"},
//: core/exports/delphi.cpp
{QT_TRANSLATE_NOOP("core", "Let a judge explain them with `safer rate`, or name them with `safer ratings add --label`."), ""},
//: core/exports/table_writer.cpp
{QT_TRANSLATE_NOOP("core", "Let the name end in .csv, .tsv or .jsonl."), ""},
//: core/data/rating_file.cpp
{QT_TRANSLATE_NOOP("core", "Line %1 of %2"), "nv"},
//: core/data/rating_csv.cpp
{QT_TRANSLATE_NOOP("core", "Line %1 of %2: %3."), "noo"},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "Load it in Python and save its weights again with torch.save()."), ""},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "Load it in Python on an ordinary machine and save it again."), ""},
//: core/tensor/torch_io.cpp
{QT_TRANSLATE_NOOP("core", "Loading tensor %1"), "v"},
//: core/model/loader.cpp
{QT_TRANSLATE_NOOP("core", "Loading the model %1"), "v"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Look at the health of that disk."), ""},
//: core/workspace/audit_truth.cpp
{QT_TRANSLATE_NOOP("core", "Look at the meta data of the pairs, or leave --truth out."), ""},
//: core/jobs/worker_identity.cpp
{QT_TRANSLATE_NOOP("core", "Look into %1."), "v"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "Look into its billing."), ""},
//: app/cli/export_model.cpp
{QT_TRANSLATE_NOOP("core", "Looking at the weights"), ""},
//: core/features/feature_map_builder.cpp
{QT_TRANSLATE_NOOP("core", "Looking for relatives"), ""},
//: core/report/html_report.cpp
{QT_TRANSLATE_NOOP("core", "Looking for wrong labels"), ""},
//: core/training/checkpoint.cpp
{QT_TRANSLATE_NOOP("core", "Lower the learning rate and start again from the last checkpoint."), ""},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Lower the learning rate, or check the model, and start again."), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Lower the learning rate, or check the starting weights, and start again."), ""},
//: core/storage/migrations.cpp
{QT_TRANSLATE_NOOP("core", "Make a copy of the workspace, or repair it: `safer workspace repair`."), ""},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "Make it first, or choose another place with --output."), ""},
//: ui/report/report_file.cpp
{QT_TRANSLATE_NOOP("core", "Make it first, or choose another place."), ""},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "Make one with `safer index`."), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "Make one with `safer plan --output FILE`."), ""},
//: core/judge/line_log.cpp
{QT_TRANSLATE_NOOP("core", "Make room on the disk; what was written before is kept."), ""},
//: core/workspace/run_adoption.cpp
{QT_TRANSLATE_NOOP("core", "Make the folder evaluations of the workspace writable."), ""},
//: core/features/feature_map.cpp
{QT_TRANSLATE_NOOP("core", "Make the map again with `safer map`."), ""},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "Make the plan again; nothing was changed."), ""},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "Make the set again for this index."), ""},
//: core/workspace/workspace_manifests.cpp
{QT_TRANSLATE_NOOP("core", "Making the data set \"%1\" was stopped; nothing was kept."), "q"},
//: core/features/feature_map_builder.cpp
{QT_TRANSLATE_NOOP("core", "Making the map was stopped."), ""},
//: core/tensor/mapped_tensor.cpp
{QT_TRANSLATE_NOOP("core", "Mapping tensor %1"), "v"},
//: ui/bridge/job_request.cpp
{QT_TRANSLATE_NOOP("core", "Maps are planned by planFeatureMapRun()."), ""},
//: core/engine/engine_survey.cpp
{QT_TRANSLATE_NOOP("core", "Measuring"), ""},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "Measuring effects"), ""},
//: core/training/sae_evaluation.cpp
{QT_TRANSLATE_NOOP("core", "Measuring the SAE"), ""},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Measuring the trained SAE: its reconstruction is not a finite number (%1). %2"), "vo"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Measuring the trained SAE: its reconstruction is not a finite number%1. %2"), "vo"},
//: ui/bridge/safer_call.cpp
{QT_TRANSLATE_NOOP("core", "Memory may have run out. Close other programs and try again."), ""},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "Memory ran out."), ""},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "Memory ran out: %1"), "o"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Memory ran out: Slurm ended Slurm job %1."), "o"},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "Memory ran out: no more threads can be started."), ""},
//: core/model/checkpoint_files.cpp
{QT_TRANSLATE_NOOP("core", "Merge the adapter into its base model (PEFT: merge_and_unload) and save the result."), ""},
//: core/data/pair_export.cpp
{QT_TRANSLATE_NOOP("core", "Message lists (messages) can hold it."), ""},
//: core/causal/attribution.cpp
{QT_TRANSLATE_NOOP("core", "Methods are gradient and integrated-gradients."), ""},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "More than %1 MiB of single answers in %2 wait for an answer of the other kind."), "nv"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "Most changed: %1. The margins of the other sections change by at most %2 (the widest 95 % bound), %3 of that."), "ooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "Most changed: %1. The other section's margin changes by at most %2 (the widest 95 % bound), %3 of that."), "ooo"},
//: core/workspace/run_adoption.cpp
{QT_TRANSLATE_NOOP("core", "Move that folder away and try again."), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "Move those of the SAE's layer into a folder of their own."), ""},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "NFC, NFD, NFKC, NFKD, Replace, Prepend, Lowercase, Strip, StripAccents and sequences of them are read."), ""},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "Name a set of features, or ask for single features only."), ""},
//: core/causal/intervention.cpp
{QT_TRANSLATE_NOOP("core", "Name each feature once."), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "Name each once."), ""},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "Name it in one of the two lists."), ""},
//: core/workspace/causal_run.cpp
{QT_TRANSLATE_NOOP("core", "Name one with --data NAME."), ""},
//: app/cli/export_pairs.cpp
{QT_TRANSLATE_NOOP("core", "Name one with --dataset: %1."), "o"},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "Name one with --eval NAME."), ""},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "Name the data set as it was before it was changed."), ""},
//: core/causal/controls.cpp
{QT_TRANSLATE_NOOP("core", "Name the features to compare with."), ""},
//: core/data/text_reader.cpp
{QT_TRANSLATE_NOOP("core", "Name the member that holds the text, correct the record, or leave bad ones out with --skip-bad."), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "Name the model to ask; for Azure the deployment."), ""},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "Name the set's own index with --index, or make the set again."), ""},
//: core/engine/torch_engine.cpp
{QT_TRANSLATE_NOOP("core", "No SAE was opened with the model, so there are no features to change."), ""},
//: core/data/file_preview.cpp
{QT_TRANSLATE_NOOP("core", "No column's name says that it is the prompt."), ""},
//: core/data/file_preview.cpp
{QT_TRANSLATE_NOOP("core", "No columns' names say that they are the two answers."), ""},
//: core/exports/neuronpedia_feature.cpp
{QT_TRANSLATE_NOOP("core", "No context was written: the lists of activations are empty."), ""},
//: ui/causal/pair_lab.cpp
{QT_TRANSLATE_NOOP("core", "No feature index is open."), ""},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "No feature is named that could be changed."), ""},
//: ui/causal/steering_features.cpp
{QT_TRANSLATE_NOOP("core", "No feature is named."), ""},
//: core/exports/delphi.cpp
{QT_TRANSLATE_NOOP("core", "No feature of the index \"%1\" has a name or explanation."), "q"},
//: ui/bridge/engine_client.cpp
{QT_TRANSLATE_NOOP("core", "No model is open that could be asked."), ""},
//: core/engine/torch_engine.cpp
{QT_TRANSLATE_NOOP("core", "No model is open."), ""},
//: core/model/checkpoint_files.cpp
{QT_TRANSLATE_NOOP("core", "No model that can be read has so many; fetch it again."), ""},
//: core/workspace/audit_truth.cpp
{QT_TRANSLATE_NOOP("core", "No pair of \"%1\" says by %2 whether its label is right."), "qo"},
//: core/experiments/evaluation_report.cpp
{QT_TRANSLATE_NOOP("core", "No pair of the baseline has the id of a pair here: nothing was compared."), ""},
//: core/exports/pair_dataset.cpp
{QT_TRANSLATE_NOOP("core", "No pair of the data set \"%1\" is of the split \"%2\"."), "qq"},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "No pairs are held out: the last weights are kept, and their accuracy is not known."), ""},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "No pairs are held out: the quality is that on training pairs."), ""},
//: core/engine/engine_service.cpp
{QT_TRANSLATE_NOOP("core", "No pipe could be made:"), ""},
//: core/engine/engine_service.cpp
{QT_TRANSLATE_NOOP("core", "No pipe could be made: %1"), "v"},
//: ui/causal/steering_panel_acts.cpp
{QT_TRANSLATE_NOOP("core", "No profile is selected."), ""},
//: ui/experiments/sweep_choices.cpp
{QT_TRANSLATE_NOOP("core", "No run."), ""},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "No tokenizer needs that; such a pattern can take time without end."), ""},
//: core/exports/run_metrics.cpp
{QT_TRANSLATE_NOOP("core", "No training of the workspace has measured anything yet."), ""},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "No two of the %1 records of %2 make a pair."), "nv"},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "No weight of it is to blame: its numbers overflow."), ""},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "No whole answer from %1 in time."), "o"},
//: ui/causal/steering_panel_acts.cpp
{QT_TRANSLATE_NOOP("core", "No workspace is open."), ""},
//: core/exports/ratings_export.cpp
{QT_TRANSLATE_NOOP("core", "Nobody has rated a feature yet; the file is empty."), ""},
//: ui/bridge/session_ratings.cpp
{QT_TRANSLATE_NOOP("core", "Nobody is named as the rater."), ""},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "None of its latents is ever active at sentence ends: wrong layer or model, or thresholds for an input that was scaled in another way."), ""},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "None of its latents is ever active over all tokens: wrong layer or model, or thresholds for an input that was scaled in another way."), ""},
//: core/judge/rating_events.cpp
{QT_TRANSLATE_NOOP("core", "Not asked: the feature is active in %1 contexts, and %2 are needed."), "nn"},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "Not evaluated yet: %1."), "o"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "Not kept: %1 and further members."), "o"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "Not kept: %1."), "o"},
//: core/storage/salvage_source.cpp
{QT_TRANSLATE_NOOP("core", "Not one of Saferscope's tables is left in it."), ""},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "Not one of the %1 records of %2 is a usable pair; the first (%3): %4."), "nvno"},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "Not one of the %1 records of %2 is a usable pair; the first (line %3): %4."), "nvno"},
//: core/base/folder_file.cpp
{QT_TRANSLATE_NOOP("core", "Nothing else is opened in a folder of files; fetch or copy it again."), ""},
//: core/workspace/audit_truth.cpp
{QT_TRANSLATE_NOOP("core", "Nothing says that pairs of \"%1\" were flipped by Saferscope."), "q"},
//: core/data/file_preview.cpp
{QT_TRANSLATE_NOOP("core", "Nothing says which of \"%1\" and \"%2\" is the better answer."), "qq"},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "Nothing was imported."), ""},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "Nothing was imported. %1"), "o"},
//: core/tensor/numpy_writer.cpp
{QT_TRANSLATE_NOOP("core", "NumPy has no bfloat16; write it as float32"), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "One of the two is wrong; what the weights mean would be a guess."), ""},
//: core/features/feature_map_builder.cpp
{QT_TRANSLATE_NOOP("core", "Only %1 of %2 features ever fire and have a direction; a map needs at least 4."), "nn"},
//: core/causal/controls.cpp
{QT_TRANSLATE_NOOP("core", "Only %1 other features ever fire: too few for %2 different control sets of %3."), "nnn"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Only = and != take a list of values."), ""},
//: core/sae/hook_layer.cpp
{QT_TRANSLATE_NOOP("core", "Only SAEs of the residual stream are read; look for one of a block's output (resid_post)."), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "Only ablate goes without one."), ""},
//: core/engine/torch_engine.cpp
{QT_TRANSLATE_NOOP("core", "Open a reward model first."), ""},
//: core/workspace/workspace.cpp
{QT_TRANSLATE_NOOP("core", "Open it instead."), ""},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Open it once where you may write to the folder, or copy the folder to such a place."), ""},
//: core/sae/sae_config_file.cpp
{QT_TRANSLATE_NOOP("core", "Open it with the newer Saferscope that wrote it."), ""},
//: ui/bridge/demo_process.cpp
{QT_TRANSLATE_NOOP("core", "Open the demo again to go on where it stopped."), ""},
//: core/sae/import_openai.cpp
{QT_TRANSLATE_NOOP("core", "OpenAI's Autoencoder"), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "Operations are ablate, scale, clamp and add."), ""},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "Out of memory while decompressing %1."), "v"},
//: core/features/shard_writer.cpp
{QT_TRANSLATE_NOOP("core", "Pair \"%1\" cannot go into the index: %2."), "qo"},
//: core/features/pair_batches.cpp
{QT_TRANSLATE_NOOP("core", "Pair \"%1\" has an answer that renders to no tokens."), "q"},
//: core/training/training_pair.cpp
{QT_TRANSLATE_NOOP("core", "Pair \"%1\": %2"), "qo"},
//: core/text/pair_encoder.cpp
{QT_TRANSLATE_NOOP("core", "Pair %1 (%2): %3"), "voo"},
//: core/data/pair_export.cpp
{QT_TRANSLATE_NOOP("core", "Pair %1 cannot be written: %2."), "vo"},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "Pair %1: %2"), "vo"},
//: core/features/feature_map_tsne.cpp
{QT_TRANSLATE_NOOP("core", "Placing the features"), ""},
//: core/tensor/pickle_globals.cpp
{QT_TRANSLATE_NOOP("core", "Plain tensors of whole numbers, booleans and real numbers of 16 to 64 bits are. In Python, convert it with .to(torch.float32) or .dequantize() and save it again."), ""},
//: core/workspace/sweep_plans.cpp
{QT_TRANSLATE_NOOP("core", "Planning the sweep was stopped."), ""},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "Poison"), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "Positions are all, response, sentence-ends, prompt, chosen, rejected and A:B, joined by commas, or none alone."), ""},
//: core/workspace/sweep_planner.cpp
{QT_TRANSLATE_NOOP("core", "Preview the sweep again."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "Put it back, or add it again from where it is now."), ""},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "Put some of them together: files of JSON Lines may simply follow one another in one file."), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "Put the config.json of its training beside it."), ""},
//: core/storage/hashed_copy.cpp
{QT_TRANSLATE_NOOP("core", "Put the file itself there."), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "Put the key into a variable such as OPENAI_API_KEY and give the variable's name."), ""},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "Put {{contexts}} into the [user] part."), ""},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "Quantised models cannot be read; fetch the original one."), ""},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "Raise the limit to rate the rest; what was rated is kept."), ""},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Raise the time limit, or the warning before it."), ""},
//: core/training/process_group.cpp
{QT_TRANSLATE_NOOP("core", "Rank %1 has other %2 than rank 0."), "no"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "Rate the rest later; what was rated is kept."), ""},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "Rates and weights are positive, bounds hold 1, and the share held out is between 0 and 1."), ""},
//: core/workspace/rating_run.cpp
{QT_TRANSLATE_NOOP("core", "Rating %1 features with %2"), "no"},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "Rating failed:"), ""},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "Rating failed: %1."), "o"},
//: ui/bridge/job_request.cpp
{QT_TRANSLATE_NOOP("core", "Rating runs are planned by planRatingRun()."), ""},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "Rating was stopped."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Ratings go from 1 to 5."), ""},
//: core/workspace/workspace.cpp
{QT_TRANSLATE_NOOP("core", "Ratings need at least 1 candidate feature and a measure of strength: \"contrast\", \"normalised\" or \"effect\"."), ""},
//: core/engine/torch_engine.cpp
{QT_TRANSLATE_NOOP("core", "Read the pair again."), ""},
//: core/experiments/sweep_table.cpp
{QT_TRANSLATE_NOOP("core", "Read the sweep again."), ""},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "Readers drop negative latents among the k, this SAE keeps them in the reconstruction: active latents are the same, and tokens with fewer than k positive latents are rebuilt a little differently."), ""},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "Readers standardise with std + 1e-05 and map back by std alone, this SAE with std + %1 both ways: latents differ by a share of %2 / std of the token's activations, which hardly ever changes which are active."), "oo"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "Readers standardise with std + 1e-05 and map back by std alone, this SAE with std + %1: latents differ by a share of %2 / std of the token's activations, which hardly ever changes which are active."), "oo"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "Readers treat the decoder's bias at the input in another way; it was folded into the encoder's bias, which gives the same latents up to rounding."), ""},
//: core/report/causal_part.cpp
{QT_TRANSLATE_NOOP("core", "Reading causal runs"), ""},
//: core/report/sweeps_part.cpp
{QT_TRANSLATE_NOOP("core", "Reading experiments"), ""},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "Reading pairs"), ""},
//: core/text/bpe_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Reading text"), ""},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "Reading texts"), ""},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "Reading the backup"), ""},
//: core/storage/database_backup.cpp
{QT_TRANSLATE_NOOP("core", "Reading the backup back"), ""},
//: core/workspace/pair_signals.cpp
{QT_TRANSLATE_NOOP("core", "Reading the numbers of the pairs was stopped; nothing was changed."), ""},
//: core/report/html_report.cpp
{QT_TRANSLATE_NOOP("core", "Reading the workspace"), ""},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "Remove %1.partial and start again."), "v"},
//: core/storage/hashed_copy.cpp
{QT_TRANSLATE_NOOP("core", "Remove it from there."), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Remove it to start anew."), ""},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "Remove that folder and start again."), ""},
//: ui/causal/steering_measure.cpp
{QT_TRANSLATE_NOOP("core", "Remove the older run and measure again."), ""},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "Remove the one that is not meant; which of them gives the reward would be a guess."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "Remove this file: it is made again from the database when it is needed."), ""},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "Remove what does not belong to the workspace."), ""},
//: ui/causal/pair_lab.cpp
{QT_TRANSLATE_NOOP("core", "Restart Saferscope; report this if it happens again."), ""},
//: core/workspace/workspace_repair.cpp
{QT_TRANSLATE_NOOP("core", "Restore a backup into a new folder: `safer workspace restore BACKUP FOLDER`."), ""},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "Restore into a new or an empty folder; nothing is ever overwritten."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "Restore it from a backup with artifacts, or make it again by the run that made it."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "Restore it from a backup with artifacts, or make it again."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "Restore it from a backup, or evaluate the model again."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "Restore the run from a backup, or remove its folder."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "Restore the sweep from a backup."), ""},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "Restoring"), ""},
//: ui/experiments/results_export.cpp
{QT_TRANSLATE_NOOP("core", "Results cannot be saved as \"%1\"."), "q"},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "Resume it to go on where it was."), ""},
//: app/cli/job_rate.cpp
{QT_TRANSLATE_NOOP("core", "Resume the run to rate the rest."), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Resumed from step %1 of %2.%3"), "nno"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Resumed from step %1."), "n"},
//: core/jobs/queue_cancel.cpp
{QT_TRANSLATE_NOOP("core", "Retry it to run it after all."), ""},
//: core/jobs/queue_cancel.cpp
{QT_TRANSLATE_NOOP("core", "Retry it when it has ended."), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "Reward model training: \"%1\" must be %2."), "qo"},
//: core/experiments/prevalence.cpp
{QT_TRANSLATE_NOOP("core", "Right and wrong labels lie too close together to be told apart."), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "RoPE theta %1"), "o"},
//: app/cli/demo_stages.cpp
{QT_TRANSLATE_NOOP("core", "Run `safer demo` again to go on where it stopped."), ""},
//: app/cli/demo_stages.cpp
{QT_TRANSLATE_NOOP("core", "Run `safer demo` again."), ""},
//: app/cli/job_evaluate.cpp
{QT_TRANSLATE_NOOP("core", "Run it first."), ""},
//: app/cli/evaluate_model.cpp
{QT_TRANSLATE_NOOP("core", "Run the command again to start over."), ""},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "Running the model"), ""},
//: app/cli/evaluate_model.cpp
{QT_TRANSLATE_NOOP("core", "Running the steered model"), ""},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "Running the trusted pairs"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "SAE training: \"%1\" must be %2."), "qo"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "SAFER_PROGRAM names"), ""},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "SAFER_PROGRAM names %1, which is not a program."), "o"},
//: core/storage/salvage_source.cpp
{QT_TRANSLATE_NOOP("core", "SQLite cannot read it:"), ""},
//: core/storage/salvage_source.cpp
{QT_TRANSLATE_NOOP("core", "SQLite cannot read it: %1."), "o"},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "SQLite finds the database damaged: %1."), "o"},
//: core/report/html_report.cpp
{QT_TRANSLATE_NOOP("core", "Saferscope"), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "Saferscope reads reward models of the families"), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "Saferscope reads reward models of the families %1 in Hugging Face layout."), "o"},
//: core/data/rating_csv.cpp
{QT_TRANSLATE_NOOP("core", "Save it as CSV in UTF-8."), ""},
//: core/data/text_reader.cpp
{QT_TRANSLATE_NOOP("core", "Save it as UTF-8 text of one document, or leave bad files out with --skip-bad."), ""},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "Save it as UTF-8."), ""},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "Save it as plain numbers, e.g. array.astype(numpy.float32)."), ""},
//: core/sae/import_saelens.cpp
{QT_TRANSLATE_NOOP("core", "Save it for inference with SAELens."), ""},
//: core/model/model_files.cpp
{QT_TRANSLATE_NOOP("core", "Save it in float32 or bfloat16."), ""},
//: core/text/sentencepiece_loader.cpp
{QT_TRANSLATE_NOOP("core", "Save it with Hugging Face's fast tokenizers, so that there is a tokenizer.json."), ""},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "Save the decoder and its reward head alone, as XForSequenceClassification."), ""},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "Save the model as XForSequenceClassification with the linear head alone."), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "Save the model with that turned off; order and margins stay the same up to a factor."), ""},
//: core/tensor/torch_io.cpp
{QT_TRANSLATE_NOOP("core", "Saving %1"), "v"},
//: core/storage/database_salvage.cpp
{QT_TRANSLATE_NOOP("core", "Saving pairs"), ""},
//: core/model/model_files.cpp
{QT_TRANSLATE_NOOP("core", "Saving the model %1"), "v"},
//: core/storage/pair_staging.cpp
{QT_TRANSLATE_NOOP("core", "Saving the pairs was stopped; nothing was kept."), ""},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "Say how many of them to train on with --stage1-tokens."), ""},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "Say it with --layer N."), ""},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "Say which member holds what: --map \"prompt=…,chosen=…,rejected=…\"."), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "Scaled from %1 to %2 times, the set changes the mean margin of all pairs by %3 to %4: not in one direction over all doses."), "oooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "Scaled from %1 to %2 times, the set changes the mean margin of all pairs by %3 to %4: the more, the higher."), "oooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "Scaled from %1 to %2 times, the set changes the mean margin of all pairs by %3 to %4: the more, the lower."), "oooo"},
//: ui/pages/pairs_page_scores.cpp
{QT_TRANSLATE_NOOP("core", "Scoring was stopped."), ""},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "Seed %1 of %2 are missing."), "oo"},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "Seed %1 of %2 is missing."), "oo"},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "Seeds %1 of %2 are missing."), "oo"},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "Seeds %1 of %2 is missing."), "oo"},
//: core/text/tokenizer_loader.cpp
{QT_TRANSLATE_NOOP("core", "Set it to null in the file."), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "Set it to the key alone."), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "Set it, name another variable, or use the offline judge \"lexical\"."), ""},
//: core/jobs/slurm_cancel.cpp
{QT_TRANSLATE_NOOP("core", "Slurm did not cancel: %1."), "o"},
//: core/jobs/slurm_launcher.cpp
{QT_TRANSLATE_NOOP("core", "Slurm did not take the runs: %1"), "o"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "Slurm does not answer since %1"), "o"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Slurm does not know job %1 any more, and it left no result."), "o"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Slurm job %1"), "o"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Slurm job %1 ended (%2) without a result."), "oo"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Slurm job %1 ended (%2, %3) without a result."), "ooo"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Slurm job %1 ended with exit code %2 and without a result."), "on"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Slurm job %1 found no program to run."), "o"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Slurm job %1 had to make room for another one."), "o"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Slurm job %1 was cancelled in Slurm."), "o"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "Slurm settings: %1"), "o"},
//: core/jobs/slurm_program.cpp
{QT_TRANSLATE_NOOP("core", "Slurm's commands have to be installed here and found in PATH, or the Slurm settings name their folder."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Something is missing at the end."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Something is missing before %1."), "o"},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "Sort the file by prompt, so that answers to the same prompt lie together."), ""},
//: core/text/bpe_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Split it into documents."), ""},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "Split the file if it really is that large."), ""},
//: ui/bridge/job_monitor.cpp
{QT_TRANSLATE_NOOP("core", "Start a new one."), ""},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Start a new run to do the work again."), ""},
//: app/cli/job_index_of_run.cpp
{QT_TRANSLATE_NOOP("core", "Start a new run."), ""},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "Start from the built-in one: `safer rate --print-template`."), ""},
//: core/data/rating_sheet.cpp
{QT_TRANSLATE_NOOP("core", "Start from what `safer ratings export --csv` writes."), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Start it again to go on from there."), ""},
//: core/features/feature_map_builder.cpp
{QT_TRANSLATE_NOOP("core", "Start it again to make it anew."), ""},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "Start it again."), ""},
//: core/training/checkpoint.cpp
{QT_TRANSLATE_NOOP("core", "Start this run in a new folder, or repeat the settings the checkpoint was made with."), ""},
//: core/model/reward_model.cpp
{QT_TRANSLATE_NOOP("core", "Steer at layer 0, or steer while the model runs instead of changing its weights."), ""},
//: core/training/checkpoint.cpp
{QT_TRANSLATE_NOOP("core", "Step %1 is not saved: \"%2\" holds NaN or infinite values."), "nq"},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "Stop it first, or wait for it."), ""},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Stop it there."), ""},
//: core/storage/hashed_copy.cpp
{QT_TRANSLATE_NOOP("core", "Stopped while %1 was read; nothing was changed."), "v"},
//: core/data/text_reader.cpp
{QT_TRANSLATE_NOOP("core", "Stopped while reading texts."), ""},
//: core/training/training_pair.cpp
{QT_TRANSLATE_NOOP("core", "Stopped while tokenising."), ""},
//: ui/experiments/sweep_actions.cpp
{QT_TRANSLATE_NOOP("core", "Stopped."), ""},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Submit both again."), ""},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "Submit both together, or wait until that has finished."), ""},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "Submit both together."), ""},
//: core/jobs/slurm_cancel.cpp
{QT_TRANSLATE_NOOP("core", "Submit it again to run it after all."), ""},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "Submit it again when that has finished."), ""},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "Submit it again: it goes on from its last checkpoint."), ""},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "Such a pattern would split text differently than the tokenizer it was written for."), ""},
//: core/text/normalizer.cpp
{QT_TRANSLATE_NOOP("core", "Such a tokenizer cannot be used safely."), ""},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "Summing features"), ""},
//: core/sae/sae_export.cpp
{QT_TRANSLATE_NOOP("core", "Take a checkpoint from before its training broke."), ""},
//: core/causal/intervention.cpp
{QT_TRANSLATE_NOOP("core", "Take a direction of this model."), ""},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "Take a larger ratio."), ""},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "Take a rule with human in it, or the strategy safer."), ""},
//: core/workspace/workspace_documents.cpp
{QT_TRANSLATE_NOOP("core", "Take a short name without slashes and without a leading dot."), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "Take a short plain name such as \"ann\" or \"gpt-4o\"."), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "Take a smaller ratio, or index the whole data set."), ""},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "Take a smaller ratio."), ""},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "Take another backup. `safer workspace repair --from` can still use what is intact in its database."), ""},
//: core/storage/backup_manifest.cpp
{QT_TRANSLATE_NOOP("core", "Take another backup; this one was damaged or made by something else."), ""},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "Take another copy of the model, or --dtype float32.%1"), "o"},
//: core/workspace/workspace_documents.cpp
{QT_TRANSLATE_NOOP("core", "Take another name, or remove that one first."), ""},
//: core/workspace/workspace_ratings.cpp
{QT_TRANSLATE_NOOP("core", "Take another name, or remove that set first."), ""},
//: ui/causal/steering_dialogs.cpp
{QT_TRANSLATE_NOOP("core", "Take another name."), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "Take fewer ratios, strategies or seeds."), ""},
//: core/sae/import_gemma_scope.cpp
{QT_TRANSLATE_NOOP("core", "Take one from a folder gemma-scope-…-res/layer_N, or move it if the name misleads."), ""},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "Take smaller values."), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "Take the line from another copy of the file; one edited by hand goes without \"hash\"."), ""},
//: core/text/post_processor.cpp
{QT_TRANSLATE_NOOP("core", "TemplateProcessing, ByteLevel and sequences of them are read."), ""},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "Tensor %1 in %2 has shape %3; config.json asks for %4 (%5)."), "voooo"},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "Tensor %1 in %2 has the dtype %3; only floating-point weights are supported."), "voo"},
//: core/model/checkpoint_files.cpp
{QT_TRANSLATE_NOOP("core", "Tensor %1 is in both %2 and %3 of %4."), "vvvv"},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "Tensor %1 is missing from %2 (%3)."), "voo"},
//: core/tensor/mapped_tensor.cpp
{QT_TRANSLATE_NOOP("core", "Tensor %1 is not aligned in its file."), "v"},
//: core/exports/run_metrics.cpp
{QT_TRANSLATE_NOOP("core", "TensorBoard keeps 32-bit numbers; the table (.csv) has all digits."), ""},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Texts are given for the first stage, which is to be left out."), ""},
//: core/text/tokenizer.cpp
{QT_TRANSLATE_NOOP("core", "Texts of up to 256 MiB are taken."), ""},
//: core/training/memory_check.cpp
{QT_TRANSLATE_NOOP("core", "That is more than is free, so the run may end for want of memory. %1"), "o"},
//: core/workspace/workspace_freshness.cpp
{QT_TRANSLATE_NOOP("core", "The %1 changed after this %2 was made."), "oo"},
//: core/workspace/causal_run.cpp
{QT_TRANSLATE_NOOP("core", "The %1 that the index was made with is not in the workspace any more."), "o"},
//: core/workspace/workspace_freshness.cpp
{QT_TRANSLATE_NOOP("core", "The %1 that this %2 was made from was replaced or removed."), "oo"},
//: ui/report/pdf_report.cpp
{QT_TRANSLATE_NOOP("core", "The PDF could not be begun."), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "The SAE \"%1\""), "q"},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "The SAE %1 does not say which layer it reads."), "o"},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "The SAE %1 reads activations of width %2, but the model %3 has width %4."), "onon"},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "The SAE %1 reads layer %2, but the model %3 has only %4 blocks."), "onon"},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "The SAE does not say which layer of the model it reads."), ""},
//: ui/causal/steering_features.cpp
{QT_TRANSLATE_NOOP("core", "The SAE has no feature \"%1\"."), "q"},
//: core/features/feature_map_builder.cpp
{QT_TRANSLATE_NOOP("core", "The SAE is damaged or its training has failed: load or train it again."), ""},
//: core/sae/sae_files.cpp
{QT_TRANSLATE_NOOP("core", "The SAE is not saved to %1: its %2 holds NaN or infinite values."), "vv"},
//: core/sae/sae_export.cpp
{QT_TRANSLATE_NOOP("core", "The SAE is not written to %1: some of its numbers are not finite."), "v"},
//: ui/causal/steering_dialogs.cpp
{QT_TRANSLATE_NOOP("core", "The SAE of the open index is not in this workspace."), ""},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "The SAE reads %1 values per token, the model has %2."), "nn"},
//: core/causal/causal_model.cpp
{QT_TRANSLATE_NOOP("core", "The SAE reads activations of width %1, but the reward model's are %2 wide."), "nn"},
//: core/causal/causal_model.cpp
{QT_TRANSLATE_NOOP("core", "The SAE reads layer %1, but the reward model has layers 0 to %2."), "nn"},
//: core/workspace/feature_map_run.cpp
{QT_TRANSLATE_NOOP("core", "The SAE that the index was made with is not in the workspace any more."), ""},
//: ui/causal/steering_panel_measure.cpp
{QT_TRANSLATE_NOOP("core", "The SAE whose features the profile names is not in this workspace."), ""},
//: core/jobs/slurm_program.cpp
{QT_TRANSLATE_NOOP("core", "The Slurm controller may be busy or down; try again later."), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "The account at %1 has no quota left (%2)"), "oo"},
//: core/sae/import_openai.cpp
{QT_TRANSLATE_NOOP("core", "The activation is not in the file; ReLU is the class's default."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The answer"), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The answer has neither a JSON object nor a line \"Score: N\"."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The answer has no score."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The answer holds several code blocks, or half of one."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The answer holds two scores or two explanations."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The answer holds two scores that differ."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The answer is empty."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The answer is longer than any answer needs to be."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The answer is not one JSON object."), ""},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "The answer of %1 comes too slowly."), "o"},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "The answer of %1 is larger than any answer needs to be."), "o"},
//: ui/bridge/safer_call.cpp
{QT_TRANSLATE_NOOP("core", "The answer of the program `safer` cannot be read."), ""},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "The arm \"%1\" has to change one feature."), "q"},
//: core/causal/attribution.cpp
{QT_TRANSLATE_NOOP("core", "The attribution was stopped."), ""},
//: core/workspace/audit_run.cpp
{QT_TRANSLATE_NOOP("core", "The audit was stopped; nothing was changed."), ""},
//: core/storage/database_backup.cpp
{QT_TRANSLATE_NOOP("core", "The backup was stopped; nothing was kept."), ""},
//: core/storage/database_backup.cpp
{QT_TRANSLATE_NOOP("core", "The backup's %1 reads back as something else; nothing was kept."), "v"},
//: core/exports/neuronpedia_feature.cpp
{QT_TRANSLATE_NOOP("core", "The bars of the histogram are logarithmic: each is sqrt(2) times as wide as the one before."), ""},
//: core/experiments/evaluation_report.cpp
{QT_TRANSLATE_NOOP("core", "The baseline does not say with which preset it was made."), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "The best weights, of step %1, are gone from the checkpoints."), "n"},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "The built-in prompt template"), ""},
//: ui/charts/metric_chart.cpp
{QT_TRANSLATE_NOOP("core", "The chart could not be written to %1."), "v"},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "The check was stopped."), ""},
//: core/training/sae_optimizer.cpp
{QT_TRANSLATE_NOOP("core", "The checkpoint does not fit the SAE: \"%1\" is missing or of another shape."), "q"},
//: core/training/adamw.cpp
{QT_TRANSLATE_NOOP("core", "The checkpoint does not fit the model: \"%1\" is missing or of another shape."), "q"},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "The checkpoints are whole: smaller passes go on from the last one."), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "The command \"%1\" ends in a backslash."), "q"},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "The data set \"%1\" has %2 pairs instead of %3."), "qnn"},
//: core/workspace/sweep_planner.cpp
{QT_TRANSLATE_NOOP("core", "The data set \"%1\" is another one than in the preview."), "q"},
//: core/workspace/workspace_freshness.cpp
{QT_TRANSLATE_NOOP("core", "The data set that this %1 was made from was replaced or removed."), "o"},
//: ui/causal/pair_lab.cpp
{QT_TRANSLATE_NOOP("core", "The data set “%1” that this index was made from is not in the workspace any more."), "o"},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "The database is damaged or was changed by hand: %1."), "o"},
//: core/features/feature_map_builder.cpp
{QT_TRANSLATE_NOOP("core", "The decoder direction of feature %1 has values that are not finite."), "n"},
//: ui/bridge/demo_process.cpp
{QT_TRANSLATE_NOOP("core", "The demo could not be prepared."), ""},
//: app/cli/demo_stages.cpp
{QT_TRANSLATE_NOOP("core", "The demo workspace has no index."), ""},
//: app/cli/demo_stages.cpp
{QT_TRANSLATE_NOOP("core", "The demo workspace is not complete."), ""},
//: core/causal/intervention.cpp
{QT_TRANSLATE_NOOP("core", "The direction \"%1\" has %2 numbers, but the residual stream is %3 wide."), "qnn"},
//: core/causal/intervention.cpp
{QT_TRANSLATE_NOOP("core", "The direction \"%1\" holds a number that is not finite."), "q"},
//: core/features/feature_index.cpp
{QT_TRANSLATE_NOOP("core", "The disk or a program damaged it; build the index again."), ""},
//: core/base/atomic_file.cpp
{QT_TRANSLATE_NOOP("core", "The disk reports a fault: look at its health before you trust what it holds, or write elsewhere. Nothing that was there before has been changed."), ""},
//: core/judge/line_log.cpp
{QT_TRANSLATE_NOOP("core", "The disk reports a fault: look at its health; what was written before is kept."), ""},
//: core/jobs/sudden_end.cpp
{QT_TRANSLATE_NOOP("core", "The end of its log says why; memory that ran out is the usual cause."), ""},
//: ui/bridge/engine_client.cpp
{QT_TRANSLATE_NOOP("core", "The engine answered something else than it was asked."), ""},
//: ui/bridge/engine_child.cpp
{QT_TRANSLATE_NOOP("core", "The engine gave endless answers and was ended."), ""},
//: core/engine/torch_engine.cpp
{QT_TRANSLATE_NOOP("core", "The engine no longer holds this pair."), ""},
//: ui/bridge/engine_child.cpp
{QT_TRANSLATE_NOOP("core", "The engine ran out of memory."), ""},
//: ui/bridge/engine_child.cpp
{QT_TRANSLATE_NOOP("core", "The engine ran out of memory. Its last words: %1"), "o"},
//: ui/bridge/engine_child.cpp
{QT_TRANSLATE_NOOP("core", "The engine said something that cannot be read: %1"), "o"},
//: ui/bridge/engine_child.cpp
{QT_TRANSLATE_NOOP("core", "The engine stopped unexpectedly."), ""},
//: ui/bridge/engine_child.cpp
{QT_TRANSLATE_NOOP("core", "The engine stopped unexpectedly. Its last words: %1"), "o"},
//: core/engine/engine_service.cpp
{QT_TRANSLATE_NOOP("core", "The engine's input broke:"), ""},
//: core/engine/engine_service.cpp
{QT_TRANSLATE_NOOP("core", "The engine's input broke: %1"), "v"},
//: core/engine/engine_service.cpp
{QT_TRANSLATE_NOOP("core", "The engine's output broke: %1"), "o"},
//: core/training/rank_place.cpp
{QT_TRANSLATE_NOOP("core", "The environment variable"), ""},
//: core/training/rank_place.cpp
{QT_TRANSLATE_NOOP("core", "The environment variable %1 is \"%2\", not a number between %3 and %4."), "vqnn"},
//: core/training/rank_place.cpp
{QT_TRANSLATE_NOOP("core", "The environment variable %1 is not set."), "v"},
//: core/training/rank_place.cpp
{QT_TRANSLATE_NOOP("core", "The environment variable MASTER_ADDR is not set."), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "The evaluation after step %1"), "n"},
//: core/workspace/rating_merge.cpp
{QT_TRANSLATE_NOOP("core", "The event %1 of %2 on feature %3 is another event in this workspace."), "von"},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "The exchange with %1 broke off."), "o"},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "The exchange with %1 broke off: %2."), "oo"},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The explanation is missing."), ""},
//: app/cli/export_model.cpp
{QT_TRANSLATE_NOOP("core", "The export was stopped; nothing was written."), ""},
//: core/storage/feature_set_store.cpp
{QT_TRANSLATE_NOOP("core", "The feature set \"%1\""), "q"},
//: ui/dialogs/mapping_probe.cpp
{QT_TRANSLATE_NOOP("core", "The file cannot be read:"), ""},
//: ui/dialogs/mapping_probe.cpp
{QT_TRANSLATE_NOOP("core", "The file cannot be read: %1"), "o"},
//: core/text/added_tokens.cpp
{QT_TRANSLATE_NOOP("core", "The file contradicts itself; download it again or save it anew with its own library."), ""},
//: core/sae/export_archives.cpp
{QT_TRANSLATE_NOOP("core", "The file has no place for %1 and : its readers have to be told."), "o"},
//: core/sae/export_archives.cpp
{QT_TRANSLATE_NOOP("core", "The file has no place for %1 and layer = %2: its readers have to be told."), "on"},
//: core/sae/export_archives.cpp
{QT_TRANSLATE_NOOP("core", "The file has no place for %1: its readers have to be told."), "o"},
//: core/sae/export_archives.cpp
{QT_TRANSLATE_NOOP("core", "The file has no place for %1layer = %2: its readers have to be told."), "on"},
//: ui/dialogs/mapping_probe.cpp
{QT_TRANSLATE_NOOP("core", "The file has no records."), ""},
//: core/sae/import_safer.cpp
{QT_TRANSLATE_NOOP("core", "The file holds SAFER's four tensors and nothing that says how they are used: activations are standardised per token, and the k largest latents are kept as they are."), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "The file holds no score for this feature."), ""},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "The file is damaged or its training diverged; use an earlier checkpoint."), ""},
//: core/sae/sae_weights.cpp
{QT_TRANSLATE_NOOP("core", "The file is not complete, or it is laid out in another way: name the layout (--layout)."), ""},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "The files hold %1 tensors that are not used, first %2."), "no"},
//: core/workspace/workspace_freshness.cpp
{QT_TRANSLATE_NOOP("core", "The files of this %1 are gone."), "o"},
//: core/workspace/workspace_freshness.cpp
{QT_TRANSLATE_NOOP("core", "The files of this %1 changed after it was recorded."), "o"},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "The first row has to name the columns."), ""},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "The fit was stopped."), ""},
//: core/workspace/workspace_repair.cpp
{QT_TRANSLATE_NOOP("core", "The folder %1 is missing."), "v"},
//: core/workspace/workspace_repair.cpp
{QT_TRANSLATE_NOOP("core", "The folder %1 was missing and was made again."), "v"},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "The folder holds explanations of several layers."), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "The folder is named \"%1\": it reads residual stream %2."), "qn"},
//: core/workspace/sweep_runs.cpp
{QT_TRANSLATE_NOOP("core", "The folder of its evaluation was removed."), ""},
//: core/workspace/sweep_runs.cpp
{QT_TRANSLATE_NOOP("core", "The folder of its training was removed."), ""},
//: core/workspace/run_adoption.cpp
{QT_TRANSLATE_NOOP("core", "The folder runs has to be on the same disk as the workspace."), ""},
//: core/sae/import_openai.cpp
{QT_TRANSLATE_NOOP("core", "The function after top-k is not in the file; ReLU is the class's default."), ""},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "The head's bias counts in the reward; Hugging Face's own class leaves it out, which moves all rewards by one number."), ""},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "The header of %1 cannot be read: %2."), "vo"},
//: core/tensor/safetensors_writer.cpp
{QT_TRANSLATE_NOOP("core", "The header of %1 would be larger than the format allows."), "o"},
//: core/sae/export_safetensors.cpp
{QT_TRANSLATE_NOOP("core", "The hook \"%1\" is residual stream %2, but this SAE reads %3."), "qnn"},
//: core/workspace/workspace_ratings.cpp
{QT_TRANSLATE_NOOP("core", "The id %1 means another event in this workspace."), "v"},
//: core/data/rating_file.cpp
{QT_TRANSLATE_NOOP("core", "The id %1 means two different events (of %2 and %3); one was left out."), "voo"},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "The identity of %1 cannot be checked: %2."), "oo"},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "The import of %1 was stopped; nothing was kept."), "v"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "The index \"%1\""), "q"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "The index \"%1\""), "q"},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "The index \"%1\" is not current. %2"), "qo"},
//: app/cli/job_index_of_run.cpp
{QT_TRANSLATE_NOOP("core", "The index %1 belongs to another SAE now."), "v"},
//: core/features/index_writer.cpp
{QT_TRANSLATE_NOOP("core", "The index build in %1 has all its pairs already."), "v"},
//: app/cli/job_map.cpp
{QT_TRANSLATE_NOOP("core", "The index has %1 features and the SAE %2."), "nn"},
//: core/workspace/audit_run.cpp
{QT_TRANSLATE_NOOP("core", "The index holds none of the pairs of \"%1\" as they are now."), "q"},
//: core/workspace/audit_run.cpp
{QT_TRANSLATE_NOOP("core", "The index holds only %1 trusted pairs of \"%2\" that are no part of \"%3\"."), "nqq"},
//: core/features/feature_index.cpp
{QT_TRANSLATE_NOOP("core", "The index is damaged or was copied in part; build or copy it again."), ""},
//: core/features/feature_index.cpp
{QT_TRANSLATE_NOOP("core", "The index mixes files of different builds; build it again."), ""},
//: core/workspace/workspace.cpp
{QT_TRANSLATE_NOOP("core", "The judge"), ""},
//: core/judge/http_url.cpp
{QT_TRANSLATE_NOOP("core", "The judge's address begins with neither http:// nor https://."), ""},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "The judge's address cannot be used: %1."), "o"},
//: core/judge/http_url.cpp
{QT_TRANSLATE_NOOP("core", "The judge's address holds a user name, a password or a query."), ""},
//: core/judge/http_url.cpp
{QT_TRANSLATE_NOOP("core", "The judge's address is not a web address."), ""},
//: core/workspace/rating_run.cpp
{QT_TRANSLATE_NOOP("core", "The judge's settings"), ""},
//: core/workspace/kept_results.cpp
{QT_TRANSLATE_NOOP("core", "The kept result \"%1\""), "q"},
//: core/training/checkpoint.cpp
{QT_TRANSLATE_NOOP("core", "The last finite checkpoint is %1."), "v"},
//: core/sae/export_safetensors.cpp
{QT_TRANSLATE_NOOP("core", "The layer it reads is not known, so cfg.json names no hook: tell its users."), ""},
//: core/sae/export_archives.cpp
{QT_TRANSLATE_NOOP("core", "The layer it reads is not known, so config.json names none: tell its users."), ""},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "The layout \"mapped\" needs a mapping."), ""},
//: core/judge/request_budget.cpp
{QT_TRANSLATE_NOOP("core", "The limit of %1 requests is reached."), "n"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "The linear guess (activation times gradient) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6;"), "nooooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "The linear guess (activation times gradient) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; here the guess ranks features much as ablating them does."), "nooooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "The linear guess (activation times gradient) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; the guess does not tell what ablating does, as was published for some reward models: trust what was measured."), "nooooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "The linear guess (activation times gradient) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; the guess is a hint; trust what was measured."), "nooooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "The linear guess (integrated gradients) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6;"), "nooooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "The linear guess (integrated gradients) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; here the guess ranks features much as ablating them does."), "nooooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "The linear guess (integrated gradients) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; the guess does not tell what ablating does, as was published for some reward models: trust what was measured."), "nooooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "The linear guess (integrated gradients) and the measured effect of %1 features: Pearson %2 %3, Spearman %4 %5, the sign right for %6; the guess is a hint; trust what was measured."), "nooooo"},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "The loss of the trusted pairs is not finite."), ""},
//: core/exports/pair_dataset.cpp
{QT_TRANSLATE_NOOP("core", "The manifest beside the file speaks of the whole data set, not of the split."), ""},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "The manifest of the data set \"%1\""), "q"},
//: ui/pages/feature_map_panel_job.cpp
{QT_TRANSLATE_NOOP("core", "The map could not be computed."), ""},
//: core/features/feature_map_tsne.cpp
{QT_TRANSLATE_NOOP("core", "The map fell apart: its coordinates grew beyond all bounds."), ""},
//: core/data/pair_mapping.cpp
{QT_TRANSLATE_NOOP("core", "The mapping is not valid UTF-8."), ""},
//: core/data/pair_mapping.cpp
{QT_TRANSLATE_NOOP("core", "The mapping lacks prompt, chosen or rejected."), ""},
//: core/data/pair_mapping.cpp
{QT_TRANSLATE_NOOP("core", "The mapping names \"%1\" twice."), "q"},
//: core/data/pair_mapping.cpp
{QT_TRANSLATE_NOOP("core", "The mapping takes both answers from \"%1\"."), "q"},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "The margins are those of \"%1\", which was trained on \"%2\" itself: it has learned wrong labels as well as right ones, so they look surer than they are."), "qq"},
//: core/causal/captured_pairs.cpp
{QT_TRANSLATE_NOOP("core", "The measurement was stopped."), ""},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "The member that holds the text has no name."), ""},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "The meta data of pair %1 is no JSON object."), "v"},
//: core/data/pair_writer.cpp
{QT_TRANSLATE_NOOP("core", "The meta data of pair %1 is not a JSON object."), "v"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "The model \"%1\""), "q"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "The model \"%1\""), "q"},
//: core/workspace/sweep_planner.cpp
{QT_TRANSLATE_NOOP("core", "The model \"%1\" is another one than in the preview."), "q"},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "The model behind the index \"%1\" was not trained from a base model, so there is none for the sweep's models to start from."), "q"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "The model declined: %1"), "o"},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "The model has %1 labels, and none is chosen as the reward: %2."), "no"},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "The model has %1 layers: there is no residual stream %2."), "nn"},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "The model has no chat template; conversations are written plainly as \"role: content\"."), ""},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "The model has no label %1; it has %2."), "oo"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "The model has no residual stream %1."), "n"},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "The model has several labels called %1."), "o"},
//: core/experiments/prevalence.cpp
{QT_TRANSLATE_NOOP("core", "The model is hardly better than guessing on trusted labels."), ""},
//: core/model/model_files.cpp
{QT_TRANSLATE_NOOP("core", "The model is not saved to %1: \"%2\" holds NaN or infinite values in float16."), "vq"},
//: core/model/model_files.cpp
{QT_TRANSLATE_NOOP("core", "The model is not saved to %1: \"%2\" holds NaN or infinite values."), "vq"},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "The model of %1 is not the one that was trained."), "o"},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "The model of %1 is not there."), "o"},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "The model that \"%1\" was trained from is not in the workspace any more."), "q"},
//: app/cli/job_evaluate.cpp
{QT_TRANSLATE_NOOP("core", "The model that the run %1 made is not there any more."), "v"},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "The model would be computed with another function than it was trained with."), ""},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "The model's activations are not finite numbers, in the batch of pair \"%1\" (layer %2)."), "qn"},
//: ui/causal/pair_lab.cpp
{QT_TRANSLATE_NOOP("core", "The model's process gave another answer than was asked for."), ""},
//: core/engine/held_pair.cpp
{QT_TRANSLATE_NOOP("core", "The model's reward is not a finite number at some token."), ""},
//: core/engine/engine_model.cpp
{QT_TRANSLATE_NOOP("core", "The model's reward is not a finite number."), ""},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "The model's rewards are not finite numbers, in the batch of pair \"%1\" (layer %2)."), "qn"},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "The model's weights may be damaged, or --dtype float32 is needed.%1"), "o"},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "The model's weights may be damaged."), ""},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "The models are evaluated on pairs that they are trained on: accuracies look better than they are, and flipped pairs count as wrong."), ""},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "The models were evaluated on data that has changed since the sweep was planned."), ""},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "The models were not all evaluated on the same data: the content hashes differ."), ""},
//: core/base/atomic_file.cpp
{QT_TRANSLATE_NOOP("core", "The new %1 is in place, but may be gone after a power cut: look at the health of the disk."), "v"},
//: app/cli/job_train_rm.cpp
{QT_TRANSLATE_NOOP("core", "The new model's configuration"), ""},
//: core/judge/request_budget.cpp
{QT_TRANSLATE_NOOP("core", "The next request could pass the cost limit of %1 (spent: %2)."), "nn"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "The node %1 failed under Slurm job %2."), "oo"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "The node failed under Slurm job %1."), "o"},
//: core/experiments/swap_bound.cpp
{QT_TRANSLATE_NOOP("core", "The number hardly tells right labels from wrong ones."), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "The padding token is the end-of-text token. Rewards here are read at the last token of a text; tools that look for the first padding token read them one token earlier."), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "The pair \"%1\" has no place of its own."), "q"},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "The pair \"%1\" is named twice."), "q"},
//: core/workspace/pair_lists.cpp
{QT_TRANSLATE_NOOP("core", "The pair list \"%1\" has no pairs."), "q"},
//: core/workspace/pair_lists.cpp
{QT_TRANSLATE_NOOP("core", "The pair list \"%1\" is not in a format that this program knows."), "q"},
//: core/workspace/pair_lists.cpp
{QT_TRANSLATE_NOOP("core", "The pair list \"%1\", pair %2"), "qn"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "The pairs have no sentence ends: the second stage is left out."), ""},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "The pairs of the data set \"%1\" are not the ones that were imported."), "q"},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "The pairs of the data set \"%1\" are not those that were imported (%2 of %3 are there)."), "qnn"},
//: core/storage/unfinished_datasets.cpp
{QT_TRANSLATE_NOOP("core", "The pairs of the data set \"%1\" were removed while they came."), "q"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "The pattern needs too many steps; such a tokenizer cannot be used safely."), ""},
//: core/jobs/feature_map_params.cpp
{QT_TRANSLATE_NOOP("core", "The perplexity of a map lies between 2 and 200."), ""},
//: core/text/chat_format.cpp
{QT_TRANSLATE_NOOP("core", "The plain fallback"), ""},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "The plan does not do what its name says: it was changed."), ""},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "The plan drops every pair."), ""},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "The plan has no arm."), ""},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "The plan measures nothing."), ""},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "The plan names the arm \"%1\" twice."), "q"},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "The plan takes none of the %1 pairs."), "n"},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "The plan was made for another state of the data set \"%1\": %2."), "qo"},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "The positions of this model would be computed wrongly."), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "The preference \"safer\" changed nothing: only PKU-SafeRLHF has two judgements."), ""},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "The presets differ: %1, seed %2: %3."), "ono"},
//: core/experiments/evaluation_report.cpp
{QT_TRANSLATE_NOOP("core", "The presets differ: %1."), "o"},
//: core/causal/steering_fold.cpp
{QT_TRANSLATE_NOOP("core", "The profile adds a direction of width %1, but the model is %2 wide."), "nn"},
//: core/causal/steering_fold.cpp
{QT_TRANSLATE_NOOP("core", "The profile changes layer %1, but the model has layers 0 to %2."), "nn"},
//: ui/causal/steering_dialogs.cpp
{QT_TRANSLATE_NOOP("core", "The profile has no name."), ""},
//: app/cli/evaluate_model.cpp
{QT_TRANSLATE_NOOP("core", "The profile may change features too far for this model."), ""},
//: ui/causal/steering_measure.cpp
{QT_TRANSLATE_NOOP("core", "The profile of a run"), ""},
//: ui/bridge/demo_process.cpp
{QT_TRANSLATE_NOOP("core", "The program `safer` could not be started: %1."), "o"},
//: ui/bridge/safer_call.cpp
{QT_TRANSLATE_NOOP("core", "The program `safer` ended unexpectedly."), ""},
//: ui/bridge/safer_call.cpp
{QT_TRANSLATE_NOOP("core", "The program `safer` ended without a result."), ""},
//: ui/bridge/safer_call.cpp
{QT_TRANSLATE_NOOP("core", "The program `safer` gave an endless answer and was ended."), ""},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "The prompt template"), ""},
//: core/storage/rating_store.cpp
{QT_TRANSLATE_NOOP("core", "The rating event %1"), "v"},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "The rating of feature %1"), "n"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "The ratings that were merged before are in the database; ask the judge for the others again."), ""},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "The record \"%1\" is not what was saved: its hash does not fit."), "q"},
//: core/storage/database_salvage.cpp
{QT_TRANSLATE_NOOP("core", "The record of the data set \"%1\" was damaged; its pairs are those that were imported. Check its name."), "q"},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "The reference holds the same pairs as the data set itself."), ""},
//: core/storage/database_salvage.cpp
{QT_TRANSLATE_NOOP("core", "The repair was stopped; nothing was changed."), ""},
//: ui/report/report_tree.cpp
{QT_TRANSLATE_NOOP("core", "The report could not be laid out: its page is not well-formed."), ""},
//: core/report/feature_cards.cpp
{QT_TRANSLATE_NOOP("core", "The report was stopped; nothing was written."), ""},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "The request was stopped."), ""},
//: core/experiments/sweep_table.cpp
{QT_TRANSLATE_NOOP("core", "The results of sweep \"%1\" do not belong to its models."), "q"},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "The reward head %1 in %2 is no linear map: its weight has %3 dimensions, or its bias does not belong to it."), "von"},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "The reward head is %1 in %2, read after the last norm at the last token."), "vo"},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "The reward is label %1 of %2."), "nn"},
//: ui/bridge/session_engine.cpp
{QT_TRANSLATE_NOOP("core", "The reward model that the index was built with is not in the workspace."), ""},
//: app/cli/evaluate_model.cpp
{QT_TRANSLATE_NOOP("core", "The reward of pair %1 is not a finite number."), "v"},
//: core/exports/neuronpedia_import.cpp
{QT_TRANSLATE_NOOP("core", "The rows are private and belong to the user \"%1\": give that of your own Neuronpedia with --creator-id."), "q"},
//: core/scoring/feature_rule.cpp
{QT_TRANSLATE_NOOP("core", "The rule \"%1\" cannot be read, character %2: %3"), "qno"},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "The rule \"%1\" takes no feature of this index."), "q"},
//: core/scoring/feature_rule.cpp
{QT_TRANSLATE_NOOP("core", "The rule \"%1…\" cannot be read, character %2: %3"), "ono"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "The rule is empty."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "The rule is longer than 10,000 bytes."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "The rule is nested too deeply."), ""},
//: core/exports/run_metrics.cpp
{QT_TRANSLATE_NOOP("core", "The run \"%1\" has measured nothing."), "q"},
//: core/jobs/queue_operations.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 cannot wait for \"%2\": there is no such run."), "vq"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 has finished already."), "v"},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 is being cancelled in Slurm."), "v"},
//: core/jobs/queue_cancel.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 is being cancelled."), "v"},
//: core/jobs/queue_operations.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 is in the queue already."), "v"},
//: core/jobs/slurm_launcher.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 is in this machine's queue."), "v"},
//: core/jobs/queue_cancel.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 is not in the queue."), "v"},
//: core/jobs/queue_operations.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 is running already."), "v"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 is working on another machine (%2)."), "vo"},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 runs already, outside of Slurm."), "v"},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 waits for %2, which %3"), "voo"},
//: core/jobs/queue_operations.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 waits in the queue: there is nothing to try again."), "v"},
//: core/jobs/queue_operations.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 was given twice."), "v"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 was handed to Slurm."), "v"},
//: core/exports/run_metrics.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 went on from a checkpoint: %2 measurements that it repeated are given once."), "vn"},
//: core/jobs/queue_operations.cpp
{QT_TRANSLATE_NOOP("core", "The run %1 would wait for itself."), "v"},
//: app/cli/job_evaluate.cpp
{QT_TRANSLATE_NOOP("core", "The run %1, whose model is to be evaluated, has not finished."), "v"},
//: core/jobs/run_state.cpp
{QT_TRANSLATE_NOOP("core", "The run cannot be resumed; start a new one."), ""},
//: ui/pages/overview_page.cpp
{QT_TRANSLATE_NOOP("core", "The run is gone."), ""},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "The run it needs did not finish (Slurm job %1)."), "o"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "The run it needs, %1, failed."), "o"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "The run it needs, %1, was lost."), "o"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "The run it needs, %1, was stopped."), "o"},
//: core/jobs/slurm_launcher.cpp
{QT_TRANSLATE_NOOP("core", "The runs want a GPU and the Slurm settings ask for none; most clusters then show them none."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The score is not a whole number."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The score is not between 1 and 5."), ""},
//: core/judge/answer.cpp
{QT_TRANSLATE_NOOP("core", "The score is not one whole number between 1 and 5."), ""},
//: ui/guide/workspace_search.cpp
{QT_TRANSLATE_NOOP("core", "The search was given up for a newer one."), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "The server asks to wait %1 seconds (%2)."), "no"},
//: core/judge/llm_answer.cpp
{QT_TRANSLATE_NOOP("core", "The server's answer"), ""},
//: core/judge/llm_answer.cpp
{QT_TRANSLATE_NOOP("core", "The server's answer is not a chat completion."), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "The server's content filter refused the prompt."), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "The server's content filter stopped the answer."), ""},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "The set \"%1\" has no features."), "q"},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "The set \"%1\" is not current. %2"), "qo"},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "The set \"%1\" numbers features of another SAE than this index."), "q"},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "The set \"%1\" numbers features of another SAE."), "q"},
//: ui/causal/steering_features.cpp
{QT_TRANSLATE_NOOP("core", "The set has no features."), ""},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "The settings of the fit are impossible."), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "The settings of the training are no JSON object."), ""},
//: core/model/checkpoint_files.cpp
{QT_TRANSLATE_NOOP("core", "The shard %1 is missing."), "v"},
//: core/features/feature_index.cpp
{QT_TRANSLATE_NOOP("core", "The shards in %1 hold %2 pairs and %3 latents, index.json says %4 and %5."), "vnnnn"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "The size of a number is never below 0."), ""},
//: ui/bridge/session_engine.cpp
{QT_TRANSLATE_NOOP("core", "The sparse autoencoder that the index was built with is not in the workspace."), ""},
//: core/text/bpe_trainer.cpp
{QT_TRANSLATE_NOOP("core", "The special token \"%1\" is the spelling of a byte."), "q"},
//: core/workspace/steering_profiles.cpp
{QT_TRANSLATE_NOOP("core", "The steering profile \"%1\""), "q"},
//: app/cli/job_evaluate.cpp
{QT_TRANSLATE_NOOP("core", "The steering profile of the run"), ""},
//: core/experiments/swap_bound.cpp
{QT_TRANSLATE_NOOP("core", "The surest pairs are contradicted more often than the others, which swaps at random cannot do: somebody has picked pairs by this number, or it is wrong about some kind of pair."), ""},
//: core/workspace/sweep_planner.cpp
{QT_TRANSLATE_NOOP("core", "The sweep %1 is written down; `safer sweep show %2` goes on with starting it."), "vv"},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "The sweep has %1 cells."), "n"},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "The sweep has no"), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "The sweep has no %1."), "o"},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "The sweep names a"), ""},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "The sweep names a %1 twice."), "o"},
//: core/experiments/sweep.cpp
{QT_TRANSLATE_NOOP("core", "The sweep would train more than %1 models."), "n"},
//: core/workspace/sweep_folder.cpp
{QT_TRANSLATE_NOOP("core", "The sweep's runs that are there can be used; others cannot be made any more."), ""},
//: core/tensor/mapped_tensor.cpp
{QT_TRANSLATE_NOOP("core", "The system does not allow private changes to tensor %1."), "v"},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "The texts for the first stage have more than %1 tokens, which are held in memory."), "n"},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "The texts for the first stage hold no document of at least %1 tokens."), "n"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "The texts have %1 tokens, fewer than the first stage trains on: they are read again."), "n"},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "The time limit ended Slurm job %1 before a checkpoint."), "o"},
//: core/features/pair_batches.cpp
{QT_TRANSLATE_NOOP("core", "The tokenizer belongs to another model; put the right tokenizer.json beside the weights."), ""},
//: core/features/pair_batches.cpp
{QT_TRANSLATE_NOOP("core", "The tokenizer gives token id %1 in pair \"%2\", but the model has %3 token embeddings."), "nqn"},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "The tokenizer of %1 has %2 tokens, but the model only %3."), "onn"},
//: ui/causal/steering_measure.cpp
{QT_TRANSLATE_NOOP("core", "The two evaluations cannot be compared: %1."), "o"},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "The unfinished index beside %1 cannot be gone on with."), "v"},
//: core/causal/intervention.cpp
{QT_TRANSLATE_NOOP("core", "The value for feature %1 is not a finite number."), "o"},
//: core/experiments/prevalence.cpp
{QT_TRANSLATE_NOOP("core", "The values are not a mixture of mirrored normal curves, so the share is biased."), ""},
//: ui/causal/steering_comparer.cpp
{QT_TRANSLATE_NOOP("core", "The verdicts of the evaluations could not be read."), ""},
//: core/tensor/finite_check.cpp
{QT_TRANSLATE_NOOP("core", "The weight \"%1\" holds NaN or infinite values."), "q"},
//: app/cli/export_model.cpp
{QT_TRANSLATE_NOOP("core", "The weight %1 holds numbers that float16 cannot."), "v"},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "The weight is a matrix [labels, width], the bias one number for each label."), ""},
//: app/cli/export_model.cpp
{QT_TRANSLATE_NOOP("core", "The weights are stored as %1 and were written as %2: rewards differ by rounding."), "oo"},
//: ui/bridge/background_task.cpp
{QT_TRANSLATE_NOOP("core", "The work failed unexpectedly:"), ""},
//: ui/bridge/background_task.cpp
{QT_TRANSLATE_NOOP("core", "The work failed unexpectedly: %1"), "o"},
//: core/jobs/last_words.cpp
{QT_TRANSLATE_NOOP("core", "The worker ended without a result: %1"), "o"},
//: core/jobs/last_words.cpp
{QT_TRANSLATE_NOOP("core", "The worker ended without a result: it was killed or it crashed."), ""},
//: core/jobs/worker_identity.cpp
{QT_TRANSLATE_NOOP("core", "The worker of %1 ended as soon as it started."), "v"},
//: core/jobs/run_lock.cpp
{QT_TRANSLATE_NOOP("core", "The worker of %1 has ended, but %2, which it has started, still works in its folder."), "vo"},
//: core/jobs/run_lock.cpp
{QT_TRANSLATE_NOOP("core", "The worker of %1 has ended, but something it has started still works in its folder."), "v"},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "The worker of %1 is not the process its worker.json names; nothing was signalled."), "v"},
//: core/workspace/sweep_runs.cpp
{QT_TRANSLATE_NOOP("core", "The worker of its evaluation is gone without a result."), ""},
//: core/workspace/sweep_runs.cpp
{QT_TRANSLATE_NOOP("core", "The worker of its training is gone without a result."), ""},
//: core/jobs/slurm_end.cpp
{QT_TRANSLATE_NOOP("core", "The worker was killed (Slurm job %1): memory ran out, most likely."), "o"},
//: core/jobs/queue_runner.cpp
{QT_TRANSLATE_NOOP("core", "The worker was lost %1 times: %2 It is not started again by itself."), "no"},
//: core/jobs/queue_runner.cpp
{QT_TRANSLATE_NOOP("core", "The worker was lost %1 times: it was killed or it crashed. It is not started again by itself."), "n"},
//: core/workspace/workspace_check_files.cpp
{QT_TRANSLATE_NOOP("core", "The workers' copy of the data set \"%1\" is damaged."), "q"},
//: core/workspace/workspace.cpp
{QT_TRANSLATE_NOOP("core", "The workspace %1 has no feature index yet."), "v"},
//: app/cli/export_pairs.cpp
{QT_TRANSLATE_NOOP("core", "The workspace has no data set yet."), ""},
//: core/workspace/workspace_ratings.cpp
{QT_TRANSLATE_NOOP("core", "The workspace has no feature set \"%1\"."), "q"},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "The workspace has no index yet."), ""},
//: core/exports/run_metrics.cpp
{QT_TRANSLATE_NOOP("core", "The workspace has no run \"%1\"."), "q"},
//: core/workspace/steering_profiles.cpp
{QT_TRANSLATE_NOOP("core", "The workspace has no steering profile called \"%1\"."), "q"},
//: app/cli/export_pairs.cpp
{QT_TRANSLATE_NOOP("core", "The workspace has several data sets."), ""},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "The workspace is of an older version of Saferscope (schema %1); records other than ratings are not hashed yet."), "n"},
//: core/workspace/workspace_documents.cpp
{QT_TRANSLATE_NOOP("core", "The workspace keeps nothing called \"%1\" of this kind."), "q"},
//: core/workspace/workspace_access.cpp
{QT_TRANSLATE_NOOP("core", "The workspace lies on a disk that is mounted for reading only. What is in it can be looked at; nothing can be rated, imported or made here."), ""},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "There are SAEs in folders below it: name one of them (%1)."), "o"},
//: core/experiments/swap_bound.cpp
{QT_TRANSLATE_NOOP("core", "There are fewer than %1 numbers."), "n"},
//: core/experiments/prevalence.cpp
{QT_TRANSLATE_NOOP("core", "There are fewer than 100 values."), ""},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "There are no features to fit."), ""},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "There are no pairs to index."), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "There are no pairs to train on."), ""},
//: core/training/text_windows.cpp
{QT_TRANSLATE_NOOP("core", "There are no texts for the first stage."), ""},
//: core/causal/controls.cpp
{QT_TRANSLATE_NOOP("core", "There are too few living features for %1 different control sets."), "n"},
//: core/causal/steering_fit.cpp
{QT_TRANSLATE_NOOP("core", "There are too few trusted pairs to fit factors and to check them."), ""},
//: core/workspace/workspace_artifacts.cpp
{QT_TRANSLATE_NOOP("core", "There is a %1 \"%2\" already."), "oq"},
//: core/workspace/dataset_saving.cpp
{QT_TRANSLATE_NOOP("core", "There is a data set \"%1\" already."), "q"},
//: core/workspace/workspace_ratings.cpp
{QT_TRANSLATE_NOOP("core", "There is a feature set \"%1\" already."), "q"},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "There is a model \"%1\" already."), "q"},
//: ui/causal/steering_dialogs.cpp
{QT_TRANSLATE_NOOP("core", "There is a profile of that name already."), ""},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "There is a run named %1 already."), "v"},
//: core/workspace/workspace_artifacts.cpp
{QT_TRANSLATE_NOOP("core", "There is no"), ""},
//: core/workspace/workspace_artifacts.cpp
{QT_TRANSLATE_NOOP("core", "There is no %1 \"%2\" in %3."), "oqv"},
//: core/workspace/artifact_files.cpp
{QT_TRANSLATE_NOOP("core", "There is no %1."), "v"},
//: core/tensor/device.cpp
{QT_TRANSLATE_NOOP("core", "There is no CUDA device %1."), "n"},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "There is no SAE at %1."), "v"},
//: app/cli/export_sae.cpp
{QT_TRANSLATE_NOOP("core", "There is no SAE layout \"%1\"."), "q"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "There is no activation to train on."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "There is no bracket to close here."), ""},
//: ui/pages/annotate_desk.cpp
{QT_TRANSLATE_NOOP("core", "There is no card to say anything of."), ""},
//: core/training/checkpoint.cpp
{QT_TRANSLATE_NOOP("core", "There is no checkpoint yet."), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "There is no config.json beside it; its class is read off its tensors."), ""},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "There is no data set \"%1\" in %2."), "qv"},
//: core/storage/dataset_store.cpp
{QT_TRANSLATE_NOOP("core", "There is no data set \"%1\"."), "q"},
//: core/tensor/device.cpp
{QT_TRANSLATE_NOOP("core", "There is no device called \"%1\"."), "q"},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "There is no feature %1 in the index."), "o"},
//: core/causal/intervention.cpp
{QT_TRANSLATE_NOOP("core", "There is no feature %1: the SAE has %2."), "on"},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "There is no feature %1: the index has %2."), "nn"},
//: ui/bridge/session_engine.cpp
{QT_TRANSLATE_NOOP("core", "There is no feature index open, so it is not known which model to ask."), ""},
//: ui/bridge/session_ratings.cpp
{QT_TRANSLATE_NOOP("core", "There is no feature index open, so there is nothing to rate."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "There is no field or flag %1."), "o"},
//: core/base/json.cpp
{QT_TRANSLATE_NOOP("core", "There is no file %1."), "v"},
//: core/model/model_files.cpp
{QT_TRANSLATE_NOOP("core", "There is no folder %1 to save the model in."), "v"},
//: core/exports/export_target.cpp
{QT_TRANSLATE_NOOP("core", "There is no folder %1 to write to."), "v"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "There is no key for %1: the environment variable %2 is not set."), "oo"},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "There is no key for %1: the environment variable for it has no name."), "o"},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "There is no kind of judge \"%1\"."), "q"},
//: ui/playground/pair_list_panel.cpp
{QT_TRANSLATE_NOOP("core", "There is no list to export."), ""},
//: core/judge/http_client.cpp
{QT_TRANSLATE_NOOP("core", "There is no memory left for a connection."), ""},
//: core/exports/gzip_file.cpp
{QT_TRANSLATE_NOOP("core", "There is no memory to compress %1."), "v"},
//: core/workspace/workspace_datasets.cpp
{QT_TRANSLATE_NOOP("core", "There is no pair \"%1\" in this data set."), "q"},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "There is no pair to measure."), ""},
//: core/data/rating.cpp
{QT_TRANSLATE_NOOP("core", "There is no rating action \"%1\"."), "q"},
//: ui/bridge/job_monitor.cpp
{QT_TRANSLATE_NOOP("core", "There is no run %1 any more."), "v"},
//: core/jobs/runner.cpp
{QT_TRANSLATE_NOOP("core", "There is no run folder %1."), "v"},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "There is no scope \"%1\"."), "q"},
//: core/workspace/sweep_folder.cpp
{QT_TRANSLATE_NOOP("core", "There is no sweep \"%1\" in %2."), "qv"},
//: core/engine/engine_survey.cpp
{QT_TRANSLATE_NOOP("core", "There is no usable pair in %1."), "v"},
//: core/storage/database.cpp
{QT_TRANSLATE_NOOP("core", "There is no workspace database %1."), "v"},
//: core/tensor/archive_memory.h
{QT_TRANSLATE_NOOP("core", "There is not enough memory to unpack %1."), "o"},
//: core/experiments/prevalence.cpp
{QT_TRANSLATE_NOOP("core", "There is nothing to estimate from."), ""},
//: core/workspace/workspace_documents.cpp
{QT_TRANSLATE_NOOP("core", "There is something called \"%1\" already."), "q"},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "There were no tokens to measure it on at sentence ends."), ""},
//: core/sae/sae_check.cpp
{QT_TRANSLATE_NOOP("core", "There were no tokens to measure it on over all tokens."), ""},
//: app/cli/export_sae.cpp
{QT_TRANSLATE_NOOP("core", "They are saferscope, safer, sparsify, saelens, dictionary-learning, openai and gemma-scope."), ""},
//: core/workspace/workspace_freshness.cpp
{QT_TRANSLATE_NOOP("core", "This %1 was replaced or removed."), "o"},
//: app/cli/job_train_rm.cpp
{QT_TRANSLATE_NOOP("core", "This CPU has no instructions for bfloat16: training is slower than in float32."), ""},
//: core/sae/sae_export.cpp
{QT_TRANSLATE_NOOP("core", "This SAE cannot be written in the layout"), ""},
//: core/sae/sae_export.cpp
{QT_TRANSLATE_NOOP("core", "This SAE cannot be written in the layout %1: %2."), "oo"},
//: core/sae/export_safetensors.cpp
{QT_TRANSLATE_NOOP("core", "This SAE, by the hook given,"), ""},
//: core/jobs/slurm_launcher.cpp
{QT_TRANSLATE_NOOP("core", "This account has no name, so Slurm cannot be asked for its jobs."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "This bracket is never closed."), ""},
//: core/tensor/device.cpp
{QT_TRANSLATE_NOOP("core", "This build of libtorch finds no CUDA device, so \"%1\" cannot be used."), "q"},
//: core/scoring/rule_tokens.cpp
{QT_TRANSLATE_NOOP("core", "This character has no meaning in a rule."), ""},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "This is a fault of the program, not of your data; the message above belongs in a bug report."), ""},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "This is a language model, not a reward model; train a reward model from it first: `safer train-rm --model`."), ""},
//: core/model/reward_head.cpp
{QT_TRANSLATE_NOOP("core", "This is a language model, not a reward model; train a reward model from it first: `safer train-rm --model`. Models that read the reward off a row of lm_head (Nemotron) are not supported."), ""},
//: ui/report/report_tree.cpp
{QT_TRANSLATE_NOOP("core", "This is a mistake of the program; write the report as HTML, and report it."), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "This is not a targeted set: %1 change most, but the margins of all others measured move the same way by at least %2 (the 95 % bound nearest to 0), %3 of that."), "ooo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "This is not a targeted set: %1 change most, but the other section's margin moves the same way by at least %2 (the 95 % bound nearest to 0), %3 of that."), "ooo"},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "This judge needs a network client, and there is none."), ""},
//: core/tensor/device.cpp
{QT_TRANSLATE_NOOP("core", "This machine has cuda:0 to cuda:%1."), "n"},
//: core/tensor/device.cpp
{QT_TRANSLATE_NOOP("core", "This machine has cuda:0."), ""},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "This model mixes in blocks that Saferscope cannot compute."), ""},
//: core/text/chat_template.cpp
{QT_TRANSLATE_NOOP("core", "This model was trained without system messages: put that text at the beginning of the first user message, or place a template that takes it into the model's folder as chat_template.jinja."), ""},
//: core/jobs/runner.cpp
{QT_TRANSLATE_NOOP("core", "This program cannot run jobs of the kind \"%1\"."), "q"},
//: core/training/tokenising.cpp
{QT_TRANSLATE_NOOP("core", "Tokenising"), ""},
//: core/training/training_pair.cpp
{QT_TRANSLATE_NOOP("core", "Tokenising pairs"), ""},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "Tokens per batch and pairs per shard must be above 0."), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "Too few features were measured one by one to compare the linear guess with what ablating does."), ""},
//: core/sae/import_openai.cpp
{QT_TRANSLATE_NOOP("core", "Top-k means that activations are standardised per token, as in the library."), ""},
//: core/exports/run_metrics.cpp
{QT_TRANSLATE_NOOP("core", "Train a model or an SAE first, or name another run with --run."), ""},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Train an SAE of the model's own width."), ""},
//: app/cli/job_evaluate.cpp
{QT_TRANSLATE_NOOP("core", "Train it again."), ""},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Train on every token, or give pairs with sentence ends."), ""},
//: core/workspace/sweep_spec_filling.cpp
{QT_TRANSLATE_NOOP("core", "Train one that only reads with `safer train-rm --reward-weight 0 --language-model-weight 1`, or bring in a pretrained one, and name it with --base."), ""},
//: core/features/feature_map_builder.cpp
{QT_TRANSLATE_NOOP("core", "Train the SAE longer, or index more pairs."), ""},
//: core/training/memory_check.cpp
{QT_TRANSLATE_NOOP("core", "Training needs about %1 for weights, gradients and the optimizer, but %2 are free on %3."), "ooo"},
//: core/training/rank_place.cpp
{QT_TRANSLATE_NOOP("core", "Training on several ranks needs RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, as torchrun sets them; unset RANK and WORLD_SIZE to train in one process."), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Training step %1"), "n"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Training step %1: %2. %3"), "noo"},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Training the reward model"), ""},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Training the sparse autoencoder"), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Training was stopped after step %1 of %2."), "nn"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "Training was stopped after step %1."), "n"},
//: core/training/memory_check.cpp
{QT_TRANSLATE_NOOP("core", "Training will take about %1 of memory: weights %2, gradients and optimizer %3, activations up to %4."), "oooo"},
//: core/training/memory_check.cpp
{QT_TRANSLATE_NOOP("core", "Training will take about %1 of memory: weights %2, gradients and optimizer %3, activations up to %4; %5 are free on %6."), "oooooo"},
//: ui/causal/steering_fit_process.cpp
{QT_TRANSLATE_NOOP("core", "Try again, with fewer pairs where memory is short."), ""},
//: core/jobs/run_queue.cpp
{QT_TRANSLATE_NOOP("core", "Try again; if it stays so, look for a `safer` that hangs."), ""},
//: core/features/feature_map_tsne.cpp
{QT_TRANSLATE_NOOP("core", "Try another --perplexity."), ""},
//: core/data/parquet_records.cpp
{QT_TRANSLATE_NOOP("core", "Turn it into JSON Lines with one line: python3 -c \"import pandas; pandas.read_parquet('%1').to_json('%2', orient='records', lines=True)\" or duckdb -c \"COPY (FROM '%3') TO '%4'\""), "oooo"},
//: core/data/parquet_records.cpp
{QT_TRANSLATE_NOOP("core", "Turn it into JSON Lines with one line: python3 -c \"import pandas; pandas.read_parquet('%1').to_json('%2', orient='records', lines=True)\" or duckdb -c \"COPY (FROM 'FILE.parquet') TO '%3'\""), "ooo"},
//: core/data/parquet_records.cpp
{QT_TRANSLATE_NOOP("core", "Turn it into JSON Lines with one line: python3 -c \"import pandas; pandas.read_parquet('FILE.parquet').to_json('%1', orient='records', lines=True)\" or duckdb -c \"COPY (FROM '%2') TO '%3'\""), "ooo"},
//: core/data/parquet_records.cpp
{QT_TRANSLATE_NOOP("core", "Turn it into JSON Lines with one line: python3 -c \"import pandas; pandas.read_parquet('FILE.parquet').to_json('%1', orient='records', lines=True)\" or duckdb -c \"COPY (FROM 'FILE.parquet') TO '%2'\""), "oo"},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "Two arms of the plan are called \"%1\"."), "q"},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "Two columns of %1 are called \"%2\"."), "vq"},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "Two columns of %1 are called \"column %2\"."), "vn"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "Two ranges of tokens are given."), ""},
//: core/model/checkpoint_files.cpp
{QT_TRANSLATE_NOOP("core", "Two versions of the model may be mixed in the folder; fetch it again into an empty one."), ""},
//: ui/causal/steering_features.cpp
{QT_TRANSLATE_NOOP("core", "Type numbers from 0 to %1, separated by commas."), "n"},
//: ui/causal/steering_dialogs.cpp
{QT_TRANSLATE_NOOP("core", "Type one."), ""},
//: ui/causal/steering_features.cpp
{QT_TRANSLATE_NOOP("core", "Type the numbers of features, separated by commas."), ""},
//: core/causal/causal_pass.cpp
{QT_TRANSLATE_NOOP("core", "Under \"%1\" the reward of pair %2 is not a finite number."), "qv"},
//: core/storage/backup_manifest.cpp
{QT_TRANSLATE_NOOP("core", "Update Saferscope, or choose another backup."), ""},
//: core/data/feature_set.cpp
{QT_TRANSLATE_NOOP("core", "Update Saferscope."), ""},
//: core/storage/migrations.cpp
{QT_TRANSLATE_NOOP("core", "Update Saferscope; the workspace is left untouched."), ""},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "Update this program, or build the index again with it."), ""},
//: core/tensor/device.cpp
{QT_TRANSLATE_NOOP("core", "Use --device cpu, or build against a CUDA libtorch on a machine with a working driver."), ""},
//: core/training/memory_estimate.cpp
{QT_TRANSLATE_NOOP("core", "Use --dtype bfloat16, a smaller model, or a device with more memory."), ""},
//: core/training/memory_estimate.cpp
{QT_TRANSLATE_NOOP("core", "Use --lora-rank 16, a smaller model, or a device with more memory."), ""},
//: core/training/memory_estimate.cpp
{QT_TRANSLATE_NOOP("core", "Use --lora-rank 16, with  if that is not enough, a smaller model, or a device with more memory."), ""},
//: core/training/memory_estimate.cpp
{QT_TRANSLATE_NOOP("core", "Use --lora-rank 16, with --dtype bfloat16 if that is not enough, a smaller model, or a device with more memory."), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "Use a checkpoint from later in its training."), ""},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "Use a model whose feed-forward layers are dense."), ""},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "Use a newer version of Saferscope."), ""},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "Use a newer version of this program."), ""},
//: core/tensor/torch_errors.cpp
{QT_TRANSLATE_NOOP("core", "Use a smaller batch, a shorter maximal length, or a device with more memory."), ""},
//: core/training/memory_estimate.cpp
{QT_TRANSLATE_NOOP("core", "Use a smaller model, or a device with more memory."), ""},
//: core/model/lora_targets.cpp
{QT_TRANSLATE_NOOP("core", "Use all-linear, or some of q,k,v,o,gate,up,down separated by commas."), ""},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "Use an SAE that was trained on this model."), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "Use an SAE that was trained with topk."), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "Use an SAE that was trained without it."), ""},
//: core/experiments/suite.cpp
{QT_TRANSLATE_NOOP("core", "Use auto, plain, rewardbench or rm-bench."), ""},
//: core/features/contrast.cpp
{QT_TRANSLATE_NOOP("core", "Use contrast, normalised or effect."), ""},
//: core/tensor/device.cpp
{QT_TRANSLATE_NOOP("core", "Use cpu, cuda or cuda:N."), ""},
//: core/training/memory_estimate.cpp
{QT_TRANSLATE_NOOP("core", "Use fewer --micro-batch-tokens (a forward pass now takes up to %1)%2, or a device with more memory."), "no"},
//: core/model/model_files.cpp
{QT_TRANSLATE_NOOP("core", "Use float32, bfloat16 or float16."), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "Use it as `module avail` shows it."), ""},
//: core/exports/neuronpedia_feature.cpp
{QT_TRANSLATE_NOOP("core", "Use lower-case letters, digits, dots and single dashes with"), ""},
//: core/exports/neuronpedia_feature.cpp
{QT_TRANSLATE_NOOP("core", "Use lower-case letters, digits, dots and single dashes with %1."), "o"},
//: core/workspace/audit_truth.cpp
{QT_TRANSLATE_NOOP("core", "Use manifest, planted, meta:KEY or meta:!KEY."), ""},
//: core/experiments/strategy.cpp
{QT_TRANSLATE_NOOP("core", "Use one of: %1."), "o"},
//: core/experiments/strategy.cpp
{QT_TRANSLATE_NOOP("core", "Use poison or denoise."), ""},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "Use sentence-ends or all-tokens."), ""},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "Use smaller batches (fewer tokens or pairs per batch), a smaller model, or close other programs, and run it again."), ""},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "Use that one."), ""},
//: core/sae/import_saelens.cpp
{QT_TRANSLATE_NOOP("core", "Use the SAE before it was fine-tuned."), ""},
//: core/judge/http_url.cpp
{QT_TRANSLATE_NOOP("core", "Use the https:// address, or no key."), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "Use the name as `sinfo` or sacctmgr shows it."), ""},
//: app/cli/model_session.cpp
{QT_TRANSLATE_NOOP("core", "Use the tokenizer.json that belongs to this model."), ""},
//: core/workspace/dataset_saving.cpp
{QT_TRANSLATE_NOOP("core", "Use up to 100 letters without slashes, not starting with a dot."), ""},
//: core/exports/neuronpedia_feature.cpp
{QT_TRANSLATE_NOOP("core", "Values stand at all tokens."), ""},
//: core/exports/neuronpedia_feature.cpp
{QT_TRANSLATE_NOOP("core", "Values stand at sentence ends only, as the SAE was trained; other tokens show 0."), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "W_enc"), ""},
//: core/jobs/run_lock.cpp
{QT_TRANSLATE_NOOP("core", "Wait for it to end, or stop it first."), ""},
//: core/jobs/slurm_submission.cpp
{QT_TRANSLATE_NOOP("core", "Wait for it to end, then try again."), ""},
//: app/cli/demo_stages.cpp
{QT_TRANSLATE_NOOP("core", "Wait for it, or stop it with `safer jobs stop %1`."), "v"},
//: core/jobs/run_lock.cpp
{QT_TRANSLATE_NOOP("core", "Wait for that to end, or end it, and try again."), ""},
//: core/jobs/launcher.cpp
{QT_TRANSLATE_NOOP("core", "Wait for the run to end."), ""},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "Wait until it has been trained."), ""},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "Wait until it has ended."), ""},
//: core/storage/presence_lock.cpp
{QT_TRANSLATE_NOOP("core", "Wait until it is done and try again."), ""},
//: ui/causal/steering_panel_fit.cpp
{QT_TRANSLATE_NOOP("core", "Wait until it is done."), ""},
//: core/storage/sqlite_guard.cpp
{QT_TRANSLATE_NOOP("core", "Wait until the other import or window is done and try again."), ""},
//: core/workspace/sweep_folder.cpp
{QT_TRANSLATE_NOOP("core", "Was it copied?"), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "Weights are stored in several dtypes; they are converted to one when loaded."), ""},
//: core/model/model_files.cpp
{QT_TRANSLATE_NOOP("core", "Weights cannot be saved as %1."), "o"},
//: core/engine/engine_protocol.cpp
{QT_TRANSLATE_NOOP("core", "What came through the engine's pipe is no message of it: %1"), "o"},
//: core/causal/attribution.cpp
{QT_TRANSLATE_NOOP("core", "What can be attributed is chosen, rejected or margin."), ""},
//: core/features/index_builder.cpp
{QT_TRANSLATE_NOOP("core", "What is done is kept; start it again to go on."), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "What is read: AutoEncoder, AutoEncoderNew, AutoEncoderTopK, BatchTopKSAE, MatryoshkaBatchTopKSAE, JumpReluAutoEncoder and GatedAutoEncoder."), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "What is read: relu and topk."), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "What is read: standard, topk, batchtopk, jumprelu and gated autoencoders."), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "Whether the decoder's bias is taken off the input is not said; it is, as by the library's default."), ""},
//: app/cli/sae_report.cpp
{QT_TRANSLATE_NOOP("core", "Which layer it reads is not said: give it with --layer N"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "With every other feature ablated (what the SAE does not rebuild is kept)"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "With the SAE's reconstruction in place of the model's stream"), ""},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "Working with %1 of the %2 features that the rule takes."), "nn"},
//: core/scoring/rule_tokens.cpp
{QT_TRANSLATE_NOOP("core", "Write != for \"is not\", or not for \"without\"."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Write %1 or not %2."), "oo"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "Write each in full, as --name=value."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Write for example %1 < 5%."), "o"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Write for example %1 > 0.1."), "o"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Write for example %1 >= 4."), "o"},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Write for example %1 human >= 4."), "o"},
//: core/scoring/rule_tokens.cpp
{QT_TRANSLATE_NOOP("core", "Write for example llm = 5 and stable."), ""},
//: core/scoring/feature_rule.cpp
{QT_TRANSLATE_NOOP("core", "Write for example: llm = 5 and stable"), ""},
//: core/data/parquet_records.cpp
{QT_TRANSLATE_NOOP("core", "Write it again, or turn it into JSON Lines."), ""},
//: core/data/pair_mapping.cpp
{QT_TRANSLATE_NOOP("core", "Write it as \"prompt=question,chosen=best,rejected=worst\"; system, id, subset, split and preferred are optional."), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "Write it as 3:10, :5 or -4:."), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "Write it as Slurm does: gpu:1 or gpu:a100:2."), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "Write it like 48G or 64000M."), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "Write minutes, HH:MM:SS or D-HH:MM:SS."), ""},
//: core/scoring/rule_parser.cpp
{QT_TRANSLATE_NOOP("core", "Write not dead for all features that fire."), ""},
//: core/data/pair_mapping.cpp
{QT_TRANSLATE_NOOP("core", "Write the names as the file has them."), ""},
//: core/report/pairs_part.cpp
{QT_TRANSLATE_NOOP("core", "Writing examples"), ""},
//: core/exports/delphi.cpp
{QT_TRANSLATE_NOOP("core", "Writing explanations"), ""},
//: core/exports/feature_table.cpp
{QT_TRANSLATE_NOOP("core", "Writing features"), ""},
//: core/exports/run_metrics.cpp
{QT_TRANSLATE_NOOP("core", "Writing metrics"), ""},
//: core/exports/pair_dataset.cpp
{QT_TRANSLATE_NOOP("core", "Writing pairs"), ""},
//: app/cli/export_sae.cpp
{QT_TRANSLATE_NOOP("core", "Writing the SAE"), ""},
//: core/sae/sae_export.cpp
{QT_TRANSLATE_NOOP("core", "Writing the SAE to %1"), "v"},
//: app/cli/export_model.cpp
{QT_TRANSLATE_NOOP("core", "Writing the model"), ""},
//: core/workspace/workspace_access.cpp
{QT_TRANSLATE_NOOP("core", "You may read the workspace but not write it: its file workspace.db is protected. What is in it can be looked at; nothing can be rated, imported or made here."), ""},
//: core/workspace/workspace_access.cpp
{QT_TRANSLATE_NOOP("core", "You may read the workspace but not write it: its folder is protected. What is in it can be looked at; nothing can be rated, imported or made here."), ""},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "\\%1 (a hexadecimal digit there, a blank here)"), "o"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "\\G (the place where a search starts)"), ""},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "`safer formats` lists what is read."), ""},
//: core/sae/sae_import.cpp
{QT_TRANSLATE_NOOP("core", "`safer formats` lists what is read; an SAE that is one file is named itself."), ""},
//: core/exports/run_metrics.cpp
{QT_TRANSLATE_NOOP("core", "`safer jobs --workspace %1` lists them."), "v"},
//: core/jobs/queue_cancel.cpp
{QT_TRANSLATE_NOOP("core", "`safer jobs queue` lists what is."), ""},
//: core/jobs/queue_operations.cpp
{QT_TRANSLATE_NOOP("core", "`safer jobs queue` says what it waits for."), ""},
//: core/jobs/queue_operations.cpp
{QT_TRANSLATE_NOOP("core", "`safer jobs` lists the runs."), ""},
//: core/workspace/workspace_ratings.cpp
{QT_TRANSLATE_NOOP("core", "`safer sets list` names those it has."), ""},
//: core/scoring/feature_set_builder.cpp
{QT_TRANSLATE_NOOP("core", "`safer sets show` lists its features."), ""},
//: core/workspace/sweep_folder.cpp
{QT_TRANSLATE_NOOP("core", "`safer sweep list` shows those that there are."), ""},
//: core/workspace/sweep_verdicts.cpp
{QT_TRANSLATE_NOOP("core", "`safer sweep show %1` numbers them."), "v"},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "`safer workspace repair` keeps all that can be read; with --from BACKUP it also brings back what the backup has."), ""},
//: core/jobs/slurm_launcher.cpp
{QT_TRANSLATE_NOOP("core", "`squeue --name=%1` shows whether it took the job."), "o"},
//: core/data/nemo_records.cpp
{QT_TRANSLATE_NOOP("core", "a \"completion\" is not one answer of the assistant"), ""},
//: core/text/template_value.cpp
{QT_TRANSLATE_NOOP("core", "a %1 cannot be kept in a list or dict"), "o"},
//: core/text/template_statements.cpp
{QT_TRANSLATE_NOOP("core", "a %1 cannot be kept in a namespace"), "o"},
//: core/text/template_print.cpp
{QT_TRANSLATE_NOOP("core", "a %1 cannot be printed"), "o"},
//: core/text/template_print.cpp
{QT_TRANSLATE_NOOP("core", "a %1 cannot be written as JSON"), "o"},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "a bias on attention's output"), ""},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "a call has too many arguments"), ""},
//: core/text/template_expressions.cpp
{QT_TRANSLATE_NOOP("core", "a character of a string"), ""},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "a class within a class"), ""},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "a comment is never closed"), ""},
//: core/causal/effect.cpp
{QT_TRANSLATE_NOOP("core", "a correlation is not between -1 and 1."), ""},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "a count"), ""},
//: core/text/template_expressions.cpp
{QT_TRANSLATE_NOOP("core", "a dict has a key that is not a string"), ""},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "a feature of the set is named twice."), ""},
//: core/text/template_filters.cpp
{QT_TRANSLATE_NOOP("core", "a filter needs an integer, not"), ""},
//: core/text/template_filters.cpp
{QT_TRANSLATE_NOOP("core", "a filter of case"), ""},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "a filter's name"), ""},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "a finite number"), ""},
//: core/judge/known_answers.cpp
{QT_TRANSLATE_NOOP("core", "a known answer"), ""},
//: core/features/shard_writer.cpp
{QT_TRANSLATE_NOOP("core", "a latent is not a finite number"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "a layer of the model, or -1 for three quarters of the depth"), ""},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "a list"), ""},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "a list of subsets"), ""},
//: core/text/template_parser.cpp
{QT_TRANSLATE_NOOP("core", "a macro's parameter without a default follows one with a default"), ""},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "a member of %1 is named by something that is no text"), "v"},
//: core/text/tokenizer_json.cpp
{QT_TRANSLATE_NOOP("core", "a merge is not a pair of texts."), ""},
//: core/engine/engine_protocol.cpp
{QT_TRANSLATE_NOOP("core", "a message"), ""},
//: core/data/record_parts.cpp
{QT_TRANSLATE_NOOP("core", "a message in %1 lacks a role or a text"), "o"},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "a name is too long"), ""},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "a number"), ""},
//: core/text/template_operators.cpp
{QT_TRANSLATE_NOOP("core", "a number grows too large"), ""},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "a number of this size"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "a number of tokens, 0 for one pass or -1 to skip the stage"), ""},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "a pair of numbers, the lower one first"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "a person confirmed a judge's score with one key"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "a person has rated or adjudicated it"), ""},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "a positional argument follows a named one"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "a positive number"), ""},
//: core/engine/engine_questions.cpp
{QT_TRANSLATE_NOOP("core", "a question to the engine"), ""},
//: core/data/csv_rows.cpp
{QT_TRANSLATE_NOOP("core", "a quote that begins in this row never ends; everything after it is part of it"), ""},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "a range is longer than %1"), "n"},
//: app/cli/job_rate.cpp
{QT_TRANSLATE_NOOP("core", "a rating"), ""},
//: core/data/file_preview.cpp
{QT_TRANSLATE_NOOP("core", "a record"), ""},
//: core/features/shard_writer.cpp
{QT_TRANSLATE_NOOP("core", "a reward is not a finite number"), ""},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "a reward or the loss is not a finite number (%1)"), "v"},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "a reward or the loss is not a finite number%1"), "v"},
//: core/features/shard_writer.cpp
{QT_TRANSLATE_NOOP("core", "a segment has latents for another number of tokens than it has tokens"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "a size is negative."), ""},
//: core/text/template_expressions.cpp
{QT_TRANSLATE_NOOP("core", "a slice has the step 0"), ""},
//: core/text/template_expressions.cpp
{QT_TRANSLATE_NOOP("core", "a slice needs integers, not"), ""},
//: core/text/template_expressions.cpp
{QT_TRANSLATE_NOOP("core", "a slice of a"), ""},
//: core/causal/effect.cpp
{QT_TRANSLATE_NOOP("core", "a standard deviation is below 0."), ""},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "a string holds a broken escape"), ""},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "a string is never closed"), ""},
//: core/text/template_parser.cpp
{QT_TRANSLATE_NOOP("core", "a tag's name"), ""},
//: core/text/template_tests.cpp
{QT_TRANSLATE_NOOP("core", "a test needs an integer, not"), ""},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "a test's name"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "a token lies outside the text."), ""},
//: core/data/nemo_records.cpp
{QT_TRANSLATE_NOOP("core", "a turn of its prompt is neither User's nor Assistant's"), ""},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "a value is missing before \"%1\""), "q"},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "a value is missing in an expression"), ""},
//: core/text/template_value.cpp
{QT_TRANSLATE_NOOP("core", "a value is nested deeper than 64 levels"), ""},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "a value of type"), ""},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "a value of type %1 cannot be called"), "o"},
//: core/text/template_expressions.cpp
{QT_TRANSLATE_NOOP("core", "a value of type %1 cannot be gone through"), "o"},
//: core/text/template_parser.cpp
{QT_TRANSLATE_NOOP("core", "a variable's name"), ""},
//: core/features/index_manifest.cpp
{QT_TRANSLATE_NOOP("core", "a whole number"), ""},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "a whole number that is at least 0"), ""},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "a {% is never closed"), ""},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "a {{ is never closed"), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "ablate %1"), "n"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "ablate all others"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "above 0, or there is nothing to learn"), ""},
//: core/text/template_filters.cpp
{QT_TRANSLATE_NOOP("core", "abs needs a number"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "activation times gradient"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "add %1 feature"), "n"},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "add %1 features"), "n"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "add %1 to %2"), "nn"},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "add direction %1"), "v"},
//: core/storage/dataset_store.cpp
{QT_TRANSLATE_NOOP("core", "add the data set"), ""},
//: core/storage/rater_store.cpp
{QT_TRANSLATE_NOOP("core", "add the rater"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "adjudicated score, else the median of what people gave, 1 to 5"), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "all blocks"), ""},
//: core/data/nemo_records.cpp
{QT_TRANSLATE_NOOP("core", "all its completions have the same rank"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "all pairs"), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "all positions divided by %1"), "o"},
//: core/sae/import_gemma_scope.cpp
{QT_TRANSLATE_NOOP("core", "an SAE of Gemma Scope"), ""},
//: core/data/nemo_records.cpp
{QT_TRANSLATE_NOOP("core", "an answer holds further turns"), ""},
//: core/data/pair_export.cpp
{QT_TRANSLATE_NOOP("core", "an answer is itself a message list, which a cell could not be told from"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "an answer of the engine"), ""},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "an argument's name"), ""},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "an attribute's name"), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "an autoencoder of sparsify"), ""},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "an earlier record has the same \"id\""), ""},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "an expression is too long"), ""},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "an index is missing"), ""},
//: core/text/template_expressions.cpp
{QT_TRANSLATE_NOOP("core", "an item by"), ""},
//: core/text/template_expressions.cpp
{QT_TRANSLATE_NOOP("core", "an item of a"), ""},
//: core/text/template_expressions.cpp
{QT_TRANSLATE_NOOP("core", "an item of a list"), ""},
//: core/causal/steering_profile.cpp
{QT_TRANSLATE_NOOP("core", "an object"), ""},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "asked for"), ""},
//: core/model/config_reader.cpp
{QT_TRANSLATE_NOOP("core", "asks for \"%1\", which is not supported"), "q"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "asks for more time than the partition gives"), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "asks for rewards normalised by running statistics (\"%1\"), which is not supported"), "q"},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "attention scores capped at %1"), "o"},
//: core/experiments/preset.cpp
{QT_TRANSLATE_NOOP("core", "batch_independent false here, false in the baseline"), ""},
//: core/experiments/preset.cpp
{QT_TRANSLATE_NOOP("core", "batch_independent false here, true in the baseline"), ""},
//: core/experiments/preset.cpp
{QT_TRANSLATE_NOOP("core", "batch_independent true here, false in the baseline"), ""},
//: core/experiments/preset.cpp
{QT_TRANSLATE_NOOP("core", "batch_independent true here, true in the baseline"), ""},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "before \"%1\""), "q"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "being cancelled"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "beta1 and beta2"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "between 0 (off) and 1000"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "between 0 and 0.9"), ""},
//: core/causal/strict_json.h
{QT_TRANSLATE_NOOP("core", "between 0 and 1"), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "biases in the feed-forward layers"), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "biases on query, key and value"), ""},
//: core/jobs/disk_need.cpp
{QT_TRANSLATE_NOOP("core", "blocked: disk: it needs about %1 free in %2, which has %3."), "ovo"},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "blocks %1 to %2"), "nn"},
//: core/data/pair_export.cpp
{QT_TRANSLATE_NOOP("core", "both its answers look like transcripts"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "bytes follow its end"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "bytes stand before its first entry"), ""},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "can't allocate memory"), ""},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "cannot allocate memory"), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "cannot be kept without prices"), ""},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "cannot be read: %1."), "o"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "cannot be unpacked"), ""},
//: core/sae/export_safetensors.cpp
{QT_TRANSLATE_NOOP("core", "cfg.json names no model: tell its users which one it belongs to."), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "change the side of %1 feature"), "n"},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "change the side of %1 features"), "n"},
//: core/jobs/last_words.cpp
{QT_TRANSLATE_NOOP("core", "changed while it was read:"), ""},
//: core/storage/database.cpp
{QT_TRANSLATE_NOOP("core", "check the database"), ""},
//: core/storage/row_hash.cpp
{QT_TRANSLATE_NOOP("core", "check the rows"), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "clamp %1 to %2"), "nn"},
//: core/storage/pair_staging.cpp
{QT_TRANSLATE_NOOP("core", "collect pairs"), ""},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "column %1"), "n"},
//: core/data/csv_rows.cpp
{QT_TRANSLATE_NOOP("core", "column %1 is not valid UTF-8"), "n"},
//: core/model/weight_plan.cpp
{QT_TRANSLATE_NOOP("core", "config.json and the weights do not belong together; fetch the model again."), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "config.json gives the dtype as %1, but most weights are stored as %2."), "ov"},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "config.json names no end-of-text token."), ""},
//: core/sae/export_archives.cpp
{QT_TRANSLATE_NOOP("core", "config.json names no model: tell its users which one it belongs to."), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "config.json names no padding token. Rewards here need none; tools that pad a batch read this model's rewards at the wrong token, or refuse."), ""},
//: core/storage/database_backup.cpp
{QT_TRANSLATE_NOOP("core", "copy the database"), ""},
//: core/storage/database_backup.cpp
{QT_TRANSLATE_NOOP("core", "count the rows"), ""},
//: core/workspace/workspace_check.cpp
{QT_TRANSLATE_NOOP("core", "data set \"%1\""), "q"},
//: core/workspace/workspace_manifests.cpp
{QT_TRANSLATE_NOOP("core", "data set %1"), "v"},
//: core/training/reward_trainer.cpp
{QT_TRANSLATE_NOOP("core", "data, settings or starting weights"), ""},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "describes a mixture of experts (\"%1\"), which is not supported"), "q"},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "describes quantised weights (\"quantization_config\"), which are not supported"), ""},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "did not finish."), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "difference between chosen and rejected answers, as published, -1 to 1"), ""},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "differs between kinds of blocks, which is not supported"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "does not match its checksum"), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "does not name its architecture"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "does not say by content hash to which SAE its feature belongs"), ""},
//: core/features/feature_map.cpp
{QT_TRANSLATE_NOOP("core", "does not say what it was made from."), ""},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "does not show the contexts"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "drop %1 feature"), "n"},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "drop %1 features"), "n"},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "effect size over pairs"), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "embeddings times the root of the width"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "ended in Slurm (job %1): %2; its result is awaited"), "oo"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "ended in Slurm: %1; its result is awaited"), "o"},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "evaluate_every and checkpoint_every"), ""},
//: core/features/shard_writer.cpp
{QT_TRANSLATE_NOOP("core", "feature %1 is not below %2"), "nn"},
//: core/features/shard_writer.cpp
{QT_TRANSLATE_NOOP("core", "feature %1 occurs twice at one token"), "n"},
//: core/data/rating_sheet.cpp
{QT_TRANSLATE_NOOP("core", "feature %1 of %2 is there twice with different scores."), "no"},
//: core/data/rating_sheet.cpp
{QT_TRANSLATE_NOOP("core", "feature %1 of %2 was rated again since the sheet was written (%3)."), "non"},
//: core/data/rating_sheet.cpp
{QT_TRANSLATE_NOOP("core", "feature %1 of %2 was rated again since the sheet was written."), "no"},
//: core/workspace/workspace_freshness.cpp
{QT_TRANSLATE_NOOP("core", "feature index"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "float32 or bfloat16"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "float32, bfloat16 or float16"), ""},
//: core/judge/llm_client.cpp
{QT_TRANSLATE_NOOP("core", "for it has no name"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "from 0 to below 1"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "from 1 to 16,777,216"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "from 1 to the number of latents"), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "further options"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "given: with both stages skipped there is nothing to train"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "handed to Slurm"), ""},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "has \"__metadata__\" twice"), ""},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "has \"layer_types\" that do not name one kind for each of the %1 blocks"), "n"},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "has %1 query heads, which %2 key/value heads cannot share evenly"), "nn"},
//: core/model/config_reader.cpp
{QT_TRANSLATE_NOOP("core", "has a \"%1\" outside the vocabulary"), "q"},
//: core/model/config_reader.cpp
{QT_TRANSLATE_NOOP("core", "has a \"%1\" that is neither true nor false"), "q"},
//: core/model/config_reader.cpp
{QT_TRANSLATE_NOOP("core", "has a \"%1\" that is not a string"), "q"},
//: core/model/config_reader.cpp
{QT_TRANSLATE_NOOP("core", "has a \"%1\" that is not an object"), "q"},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "has a block of the kind \"%1\"; only full_attention and sliding_attention are supported"), "q"},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "has a faulty RoPE setting: %1"), "o"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "has a gate for each latent"), ""},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "has a reward that is not a finite number."), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has a score, which the action \"%1\" does not take"), "q"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has a target that is not another event's id"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has a target, which the action \"%1\" does not take"), "q"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has a text of more than %1 bytes"), "n"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has a text that is not valid UTF-8"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has a time that is not like 2026-07-26T09:30:12.345Z"), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "has an \"id2label\" that does not name label %1"), "n"},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "has an \"id2label\" without labels, or with too many"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has an id that is not 32 hexadecimal digits"), ""},
//: core/model/config_reader.cpp
{QT_TRANSLATE_NOOP("core", "has an impossible \"%1\" (expected a positive number)"), "q"},
//: core/model/config_reader.cpp
{QT_TRANSLATE_NOOP("core", "has an impossible \"%1\" (expected a whole number from %2 to %3)"), "qnn"},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "has an unknown placeholder %1 in %2"), "oo"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has at most %1 bytes"), "n"},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "has blocks that slide but no \"sliding_window\""), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has details of more than %1 bytes"), "n"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has details that are nested too deep"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has details that are not a JSON object"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has details that are not valid UTF-8"), ""},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "has more than %1 MiB of metadata"), "n"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "has more than %1 metadata entries"), "n"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "has more than %1 tensors"), "n"},
//: core/text/tokenizer_json.cpp
{QT_TRANSLATE_NOOP("core", "has more than 200,000 added tokens."), ""},
//: core/text/tokenizer_json.cpp
{QT_TRANSLATE_NOOP("core", "has more than a million tokens."), ""},
//: core/text/tokenizer_json.cpp
{QT_TRANSLATE_NOOP("core", "has more than two million merges."), ""},
//: core/model/config_reader.cpp
{QT_TRANSLATE_NOOP("core", "has no \"%1\""), "q"},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "has no \"weight_map\""), ""},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "has no [user] part after its [system] part"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has no control characters and no space at its ends"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has no score"), ""},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "has no two rewards."), ""},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "has tensors with names of more than %1 MiB together"), "n"},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "has the activation \"%1\"; only %2 is supported for this family"), "qo"},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "has the architecture \"%1\", which is not supported"), "q"},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "has the dtype \"%1\"; expected float32, float16 or bfloat16"), "q"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "has the metadata key %1 twice"), "o"},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "has the model type \"%1\" (%2), which is not supported"), "qo"},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "has the model type \"%1\", but the architecture \"%2\" is another family's"), "qq"},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "has the model type \"%1\", which is not supported"), "q"},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "has the odd head size %1; rotary positions need an even one"), "n"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "has the score %1; scores go from 1 to 5"), "n"},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "has the type \"%1\"; only default, linear and llama3 are supported"), "q"},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "has to be an absolute path"), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "has to be sentence-ends or all-tokens"), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "has to lie between %1 and %2"), "oo"},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "has too many pairs."), ""},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "has two %1 parts"), "v"},
//: core/text/tokenizer_json.cpp
{QT_TRANSLATE_NOOP("core", "has two lists of added tokens."), ""},
//: core/text/tokenizer_json.cpp
{QT_TRANSLATE_NOOP("core", "has two lists of merges."), ""},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "has two objects \"weight_map\""), ""},
//: core/text/tokenizer_json.cpp
{QT_TRANSLATE_NOOP("core", "has two vocabularies."), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "held by its owner in Slurm"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "held by the cluster's administrators"), ""},
//: core/judge/suspicion.cpp
{QT_TRANSLATE_NOOP("core", "hides an order in a disguise"), ""},
//: core/judge/suspicion.cpp
{QT_TRANSLATE_NOOP("core", "hides characters in its text"), ""},
//: core/judge/suspicion.cpp
{QT_TRANSLATE_NOOP("core", "holds a ready-made score"), ""},
//: core/base/json_builder.cpp
{QT_TRANSLATE_NOOP("core", "holds more values than there is memory for."), ""},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "holds no verdict."), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "holds numbers that no feature can have"), ""},
//: core/features/feature_map.cpp
{QT_TRANSLATE_NOOP("core", "holds places that are none."), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "how many people have rated it"), ""},
//: core/workspace/index_context.cpp
{QT_TRANSLATE_NOOP("core", "human >= 4"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "in Slurm (job %1): not seen in its queue yet"), "o"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "in Slurm: not seen in its queue yet"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "in the Slurm queue (job %1): %2"), "oo"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "in the Slurm queue: %1"), "o"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "integrated gradients"), ""},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "is \"%1\", which is unknown"), "q"},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "is \"blind\", which only a person's rating can be"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "is \"unrated\", which only a judge can be"), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "is a bare Python pickle, which is a program and not read here"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "is a comment without text"), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "is a pointer of Git LFS, not the file itself"), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "is a safetensors file under another name"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "is an adjudication by a judge; the last word is a person's"), ""},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "is another kind of file."), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "is blocked"), ""},
//: core/features/feature_map.cpp
{QT_TRANSLATE_NOOP("core", "is cut short or has bytes too many."), ""},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "is damaged: it has %1 of %2 pairs."), "nn"},
//: core/features/feature_map.cpp
{QT_TRANSLATE_NOOP("core", "is damaged: its contents do not fit its checksum."), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "is empty"), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "is in the format that torch.save() wrote before PyTorch 1.6, which is not read here"), ""},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "is larger than %1 MiB"), "n"},
//: core/text/tokenizer_json.cpp
{QT_TRANSLATE_NOOP("core", "is larger than %1 MiB."), "n"},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "is longer than 64 KiB or is not valid UTF-8 text"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "is missing"), ""},
//: core/tensor/tensor_archive.cpp
{QT_TRANSLATE_NOOP("core", "is neither a torch file (.pt) nor a NumPy file (.npz, .npy)"), ""},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "is nested deeper than %1 levels"), "n"},
//: core/base/json_builder.cpp
{QT_TRANSLATE_NOOP("core", "is nested deeper than 64 levels."), ""},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "is no hash"), ""},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "is no name of a folder"), ""},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "is no name of a run"), ""},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "is no run of this workspace."), ""},
//: core/features/feature_map.cpp
{QT_TRANSLATE_NOOP("core", "is not a feature map, or only the beginning of one."), ""},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "is not a list of whole numbers"), ""},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "is not a whole number that fits"), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "is not in the queue"), ""},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "is not known here"), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "is not the name of an environment variable"), ""},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "is not the verdict of a pair."), ""},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "is not valid JSON (at byte %1)"), "n"},
//: core/base/json_builder.cpp
{QT_TRANSLATE_NOOP("core", "is not valid JSON (at byte %1)."), "n"},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "is not valid JSON: it contains a NUL byte"), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "is too long or is not valid text"), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "is too long to be the judge's name"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "is valid UTF-8"), ""},
//: core/engine/engine_protocol.cpp
{QT_TRANSLATE_NOOP("core", "it begins with other bytes than \"SfE1\"."), ""},
//: core/causal/causal_progress.cpp
{QT_TRANSLATE_NOOP("core", "it belongs to another plan, model or data set"), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "it cannot be read: %1"), "o"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "it claims %1 entries"), "n"},
//: core/features/shard_file.cpp
{QT_TRANSLATE_NOOP("core", "it does not begin like one"), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "it does not name a feature by its number"), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "it does not say so"), ""},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "it does not start like one"), ""},
//: core/jobs/slurm_program.cpp
{QT_TRANSLATE_NOOP("core", "it ended with exit code %1"), "n"},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "it ends too early"), ""},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "it has %1 bytes of data, which does not match its shape"), "n"},
//: core/data/csv_rows.cpp
{QT_TRANSLATE_NOOP("core", "it has %1 cells where the header has %2"), "nn"},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "it has %1 pairs instead of %2"), "nn"},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "it has a finetuning scaling factor, which is not read."), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "it has a score that is not a whole number between 1 and 5"), ""},
//: core/tensor/pickle_machine.cpp
{QT_TRANSLATE_NOOP("core", "it has a whole number of more than 64 bits"), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "it has an explanation that is no text"), ""},
//: core/features/shard_file.cpp
{QT_TRANSLATE_NOOP("core", "it has another format version"), ""},
//: core/features/shard_file.cpp
{QT_TRANSLATE_NOOP("core", "it has another number of features than the index"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "it has fewer latents than it says."), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "it has more latents than it says."), ""},
//: core/data/pair_record.cpp
{QT_TRANSLATE_NOOP("core", "it has no \"conversations\""), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "it has no \"index\" and \"description\""), ""},
//: core/data/judged_records.cpp
{QT_TRANSLATE_NOOP("core", "it has no \"label\""), ""},
//: core/data/benchmark_records.cpp
{QT_TRANSLATE_NOOP("core", "it has no %1"), "o"},
//: core/workspace/pair_signals.cpp
{QT_TRANSLATE_NOOP("core", "it has no position of the scope"), ""},
//: core/experiments/audit.cpp
{QT_TRANSLATE_NOOP("core", "it has no score or no margin"), ""},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "it has no version"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "it has not one reward per dose."), ""},
//: core/data/benchmark_records.cpp
{QT_TRANSLATE_NOOP("core", "it has not three chosen and three rejected answers"), ""},
//: core/causal/causal_progress.cpp
{QT_TRANSLATE_NOOP("core", "it has other arms"), ""},
//: core/causal/causal_progress.cpp
{QT_TRANSLATE_NOOP("core", "it has other sections"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "it has the entry %1 twice"), "o"},
//: core/tensor/safetensors.cpp
{QT_TRANSLATE_NOOP("core", "it has the tensor %1 twice"), "o"},
//: core/data/parquet_records.cpp
{QT_TRANSLATE_NOOP("core", "it holds more than %1 bytes"), "n"},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "it holds no explanation"), ""},
//: core/data/pair_export.cpp
{QT_TRANSLATE_NOOP("core", "it holds text that is not UTF-8"), ""},
//: core/data/pair_record.cpp
{QT_TRANSLATE_NOOP("core", "it is a single answer"), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "it is a transcoder (\"%1\"): it predicts another place of the model."), "q"},
//: core/causal/causal_progress.cpp
{QT_TRANSLATE_NOOP("core", "it is cut short"), ""},
//: core/causal/causal_progress.cpp
{QT_TRANSLATE_NOOP("core", "it is longer than it should be"), ""},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "it is nested deeper than %1 levels"), "n"},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "it is nested too deep"), ""},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "it is no preference pair"), ""},
//: core/data/pair_record.cpp
{QT_TRANSLATE_NOOP("core", "it is not a JSON object"), ""},
//: core/engine/frame_values.cpp
{QT_TRANSLATE_NOOP("core", "it is not a JSON object."), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "it is not a JSON string"), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "it is not an object"), ""},
//: core/data/pair_reader.cpp
{QT_TRANSLATE_NOOP("core", "it is not valid UTF-8"), ""},
//: core/causal/causal_progress.cpp
{QT_TRANSLATE_NOOP("core", "it is of another version"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "it is one part of several"), ""},
//: core/tensor/safetensors.cpp
{QT_TRANSLATE_NOOP("core", "it is only %1 bytes long"), "n"},
//: core/features/shard_file.cpp
{QT_TRANSLATE_NOOP("core", "it is too short"), ""},
//: core/data/pair_export.cpp
{QT_TRANSLATE_NOOP("core", "it lacks an id or a prompt, or both its answers are the same"), ""},
//: core/text/template_limits.cpp
{QT_TRANSLATE_NOOP("core", "it makes too much text on the way"), ""},
//: core/judge/rating_import.cpp
{QT_TRANSLATE_NOOP("core", "it names feature %1, but the SAE has %2"), "nn"},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "it never fires"), ""},
//: core/model/reward_model.cpp
{QT_TRANSLATE_NOOP("core", "it norms what a block adds, and a vector before that norm would not stay the same at every token"), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "it reads activations reshaped (%1), not a residual stream."), "o"},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "it reads one attention head (\"%1\"), not a residual stream."), "q"},
//: core/text/regex.cpp
{QT_TRANSLATE_NOOP("core", "it takes too long"), ""},
//: core/text/template_limits.cpp
{QT_TRANSLATE_NOOP("core", "it takes too many steps"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "it was made from another index"), ""},
//: core/engine/engine_protocol.cpp
{QT_TRANSLATE_NOOP("core", "it would be %1 bytes."), "n"},
//: core/text/template_list_filters.cpp
{QT_TRANSLATE_NOOP("core", "items needs a dict"), ""},
//: core/tensor/numpy_writer.cpp
{QT_TRANSLATE_NOOP("core", "its bytes do not match its shape"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "its central directory does not lie where the end record says"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "its central directory has more than its entries"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "its central directory is damaged"), ""},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "its content hash is %1… instead of %2…"), "oo"},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "its contexts look as if they were meant to steer a judge"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "its contrast is above 0: it speaks for chosen answers"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "its contrast is below 0"), ""},
//: core/data/byte_source.cpp
{QT_TRANSLATE_NOOP("core", "its data is damaged"), ""},
//: core/model/reward_model.cpp
{QT_TRANSLATE_NOOP("core", "its down projections have no bias, and no other family norms queries and keys as it does"), ""},
//: core/model/reward_model.cpp
{QT_TRANSLATE_NOOP("core", "its down projections have no bias, and the family that has them knows no sliding window"), ""},
//: core/features/shard_file.cpp
{QT_TRANSLATE_NOOP("core", "its end is missing or damaged"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "its entry %1 does not lie where the directory says"), "o"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "its entry %1 is compressed in a way that torch and NumPy do not use"), "o"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "its entry %1 is encrypted"), "o"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "its entry %1 is stored with two different sizes"), "o"},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "its entry %1 is too long"), "v"},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "its entry %1 lies outside of %2"), "vo"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "its entry %1 runs past the end"), "o"},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "its header claims %1 bytes"), "n"},
//: core/tensor/safetensors.cpp
{QT_TRANSLATE_NOOP("core", "its header claims %1 bytes, the file has %2"), "nn"},
//: core/tensor/safetensors.cpp
{QT_TRANSLATE_NOOP("core", "its header claims %1 bytes; 100000000 are allowed"), "n"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "its header contains a NUL byte"), ""},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "its header does not start with {"), ""},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "its header entry %1 is not an object"), "o"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "its header is not an object of tensors"), ""},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "its header is not valid JSON (at byte %1 of the file)"), "n"},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "its header is not what NumPy writes for a plain array (fields and records are not read)"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "its kind is unknown."), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "its latents do not belong to its tokens."), ""},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "its member %1 is neither a tensor nor a number, flag or text"), "v"},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "its members are nested more than %1 deep"), "n"},
//: core/data/pair_export.cpp
{QT_TRANSLATE_NOOP("core", "its meta data is not a JSON object"), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "its mode is unknown"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "its numbers are not one per token."), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "its numbers contradict each other"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "its numbers do not belong together."), ""},
//: core/text/template_limits.cpp
{QT_TRANSLATE_NOOP("core", "its output grows too large"), ""},
//: core/features/shard_file.cpp
{QT_TRANSLATE_NOOP("core", "its pair table does not fit the file"), ""},
//: core/tensor/pickle_calls.cpp
{QT_TRANSLATE_NOOP("core", "its pickle calls a function of torch in a way that torch.save() does not"), ""},
//: core/tensor/pickle_calls.cpp
{QT_TRANSLATE_NOOP("core", "its pickle calls something that is no function of torch"), ""},
//: core/tensor/pickle_machine.h
{QT_TRANSLATE_NOOP("core", "its pickle has more than %1 values"), "n"},
//: core/tensor/pickle_machine.cpp
{QT_TRANSLATE_NOOP("core", "its pickle has the instruction %1, which torch.save() does not use"), "o"},
//: core/tensor/pickle_machine.cpp
{QT_TRANSLATE_NOOP("core", "its pickle has too many instructions"), ""},
//: core/tensor/pickle_machine.h
{QT_TRANSLATE_NOOP("core", "its pickle is damaged"), ""},
//: core/tensor/pickle_machine.cpp
{QT_TRANSLATE_NOOP("core", "its pickle is larger than %1 MiB"), "n"},
//: core/tensor/pickle_machine.cpp
{QT_TRANSLATE_NOOP("core", "its pickle is nested too deeply"), ""},
//: core/tensor/pickle_machine.cpp
{QT_TRANSLATE_NOOP("core", "its pickle is of protocol 0 or 1, or none at all"), ""},
//: core/tensor/pickle_machine.cpp
{QT_TRANSLATE_NOOP("core", "its pickle makes objects of a class (instruction %1), which is never done here"), "o"},
//: core/tensor/pickle_calls.cpp
{QT_TRANSLATE_NOOP("core", "its pickle names a storage in a way that torch.save() does not"), ""},
//: core/tensor/pickle_machine.cpp
{QT_TRANSLATE_NOOP("core", "its pickle remembers too many values"), ""},
//: core/tensor/pickle_calls.cpp
{QT_TRANSLATE_NOOP("core", "its pickle sets an attribute other than _metadata"), ""},
//: core/tensor/pickle_calls.cpp
{QT_TRANSLATE_NOOP("core", "its pickle sets attributes of an object"), ""},
//: core/tensor/pickle_calls.cpp
{QT_TRANSLATE_NOOP("core", "its pickle spells a tensor in a way that torch.save() does not"), ""},
//: core/tensor/pickle_machine.h
{QT_TRANSLATE_NOOP("core", "its pickle stacks too many values"), ""},
//: core/data/nemo_records.cpp
{QT_TRANSLATE_NOOP("core", "its prompt asks for SteerLM attributes, which are no preference"), ""},
//: core/data/pair_export.cpp
{QT_TRANSLATE_NOOP("core", "its prompt is not the same again after it was one text"), ""},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "its readers add 1e-05 to the standard deviation, and this SAE %1"), "o"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "its readers keep k latents, and this SAE %1"), "o"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "its readers keep latents above a threshold, and this SAE %1"), "o"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "its readers keep the k largest latents with their signs, and this SAE %1"), "o"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "its readers know top-k and ReLU, and this SAE %1"), "o"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "its readers standardise each token's activations with std + 1e-6, and this SAE %1"), "o"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "its readers standardise each token's activations with std + 1e-6, and this SAE %1 with std + %2"), "oo"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "its readers standardise the activations of every top-k SAE, and this SAE %1"), "o"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "its readers take activations as they are, and this SAE %1"), "o"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "its readers take the activations of a ReLU SAE as they are, and this SAE %1"), "o"},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "its rewards are not one per pair."), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "its rule"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "its rule still gives the same features"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "its rule would now %1"), "o"},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "its running rewards are not one per token."), ""},
//: core/features/shard_file.cpp
{QT_TRANSLATE_NOOP("core", "its sections do not fit the file"), ""},
//: core/features/shard_writer.cpp
{QT_TRANSLATE_NOOP("core", "its shard would pass 4 GiB of names; use fewer pairs per shard"), ""},
//: core/features/shard_writer.cpp
{QT_TRANSLATE_NOOP("core", "its shard would pass 4 GiB; use fewer pairs per shard"), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "its strategy is unknown"), ""},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "its tensor %1 reaches past the end of its data"), "v"},
//: core/tensor/safetensors.cpp
{QT_TRANSLATE_NOOP("core", "its tensors cover %1 of %2 bytes"), "nn"},
//: core/tensor/torch_archive_writer.cpp
{QT_TRANSLATE_NOOP("core", "its text is too long or none"), ""},
//: core/engine/engine_answers_read.cpp
{QT_TRANSLATE_NOOP("core", "its tokens are not in order."), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "its two end records contradict each other"), ""},
//: core/tensor/numpy_array.cpp
{QT_TRANSLATE_NOOP("core", "its version %1.%2 is not known"), "nn"},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "its version is not %1"), "n"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "its zip64 end record is damaged"), ""},
//: core/sae/import_sparsify.cpp
{QT_TRANSLATE_NOOP("core", "k is not in cfg.json; 32 is the library's default."), ""},
//: core/storage/document_store.cpp
{QT_TRANSLATE_NOOP("core", "keep \"%1\""), "q"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "keeps every positive latent"), ""},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "keeps latents above a threshold of each"), ""},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "keeps the k largest latents with their signs"), ""},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "keeps the positive ones of the k largest latents"), ""},
//: core/judge/prompt.cpp
{QT_TRANSLATE_NOOP("core", "line %1"), "n"},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "lists \"layer_types\" that differ from block to block, which Mistral's class does not do"), ""},
//: core/storage/change_stamps.cpp
{QT_TRANSLATE_NOOP("core", "look for changes"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "lower end of the 95 % interval of contrast"), ""},
//: core/text/template_limits.cpp
{QT_TRANSLATE_NOOP("core", "macros call each other too deep (recursion is not supported)"), ""},
//: core/storage/hashed_copy.cpp
{QT_TRANSLATE_NOOP("core", "make a folder beside"), ""},
//: core/storage/database_swap.cpp
{QT_TRANSLATE_NOOP("core", "make the folder"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "making it again"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "making it again still gives the same features"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "making it again would now %1"), "o"},
//: core/judge/suspicion.cpp
{QT_TRANSLATE_NOOP("core", "mixes letters that look alike"), ""},
//: core/engine/engine_questions.cpp
{QT_TRANSLATE_NOOP("core", "more than %1 doses."), "n"},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "more than 0 and at most 1"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "more than 0 and at most a million"), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "must not be negative"), ""},
//: core/experiments/sweep_json.cpp
{QT_TRANSLATE_NOOP("core", "names \"%1\", which is unknown"), "q"},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "names more than %1 shards"), "n"},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "names more than %1 tensors"), "n"},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "names the tensor %1 twice"), "o"},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "needs high_freq_factor above low_freq_factor"), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "no change"), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "no longer exists"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "no person has"), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "no run can use %1 GPUs or %2 CPUs."), "nn"},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "norms after attention and feed-forward"), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "norms on query and key heads"), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "norms times 1 + weight"), ""},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "not enough memory"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "number of the feature"), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "of %1, highest first"), "n"},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "of %1, lowest first"), "n"},
//: core/workspace/rating_merge.cpp
{QT_TRANSLATE_NOOP("core", "of the SAE %1"), "o"},
//: core/data/nemo_records.cpp
{QT_TRANSLATE_NOOP("core", "one of its \"completions\" is not an object"), ""},
//: core/data/nemo_records.cpp
{QT_TRANSLATE_NOOP("core", "one of its \"completions\" lacks a rank or a completion"), ""},
//: core/tensor/pickle_calls.cpp
{QT_TRANSLATE_NOOP("core", "one of its tensors is stored with a pending operation; save tensor.resolve_neg().contiguous()"), ""},
//: core/tensor/pickle_machine.cpp
{QT_TRANSLATE_NOOP("core", "one of its texts is not valid UTF-8"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "one of the strongest, about which judges and people are asked"), ""},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "one text, number or gap of its header is longer than %1 MiB"), "n"},
//: core/text/template_statements.cpp
{QT_TRANSLATE_NOOP("core", "only attributes of a namespace can be set"), ""},
//: core/judge/suspicion_rules.cpp
{QT_TRANSLATE_NOOP("core", "orders a rating"), ""},
//: core/jobs/exit_code.cpp
{QT_TRANSLATE_NOOP("core", "out of memory"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "p < 0.001"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "p = %1"), "n"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "pair gives its rejected answer the higher score; it is kept as the file says."), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "pair has a safer answer that is not the better one."), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "pair has equal scores: which answer is chosen says nothing there."), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "pair has two unsafe answers."), ""},
//: core/experiments/apply.cpp
{QT_TRANSLATE_NOOP("core", "pair number %1 is \"%2\" instead of \"%3\""), "nqq"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "pair prefers an unsafe answer to a safe one."), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "pairs give their rejected answer the higher score; they are kept as the file says."), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "pairs have a safer answer that is not the better one."), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "pairs have equal scores: which answer is chosen says nothing there."), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "pairs have two unsafe answers."), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "pairs in which it fires"), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "pairs prefer an unsafe answer to a safe one."), ""},
//: core/judge/judge_settings.cpp
{QT_TRANSLATE_NOOP("core", "params of a rate run, judge"), ""},
//: app/cli/job_evaluate.cpp
{QT_TRANSLATE_NOOP("core", "params of an evaluate run: \"dtype\" has to be auto, float32 or bfloat16."), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "people's scores differ and nobody has adjudicated since"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "positive numbers"), ""},
//: core/storage/pair_staging.cpp
{QT_TRANSLATE_NOOP("core", "prepare an import"), ""},
//: core/judge/suspicion_rules.cpp
{QT_TRANSLATE_NOOP("core", "pretends to be a turn of a conversation with the judge"), ""},
//: core/judge/suspicion_rules.cpp
{QT_TRANSLATE_NOOP("core", "pretends to be part of the judge's prompt"), ""},
//: core/jobs/run_lock.cpp
{QT_TRANSLATE_NOOP("core", "process %1 (%2)"), "ov"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "program paths"), ""},
//: core/storage/database_swap.cpp
{QT_TRANSLATE_NOOP("core", "put aside"), ""},
//: core/base/atomic_file.cpp
{QT_TRANSLATE_NOOP("core", "put in place"), ""},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "range() is called wrongly"), ""},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "range() needs integers"), ""},
//: core/workspace/workspace_repair.cpp
{QT_TRANSLATE_NOOP("core", "rating event"), ""},
//: core/storage/dataset_store.cpp
{QT_TRANSLATE_NOOP("core", "read a pair"), ""},
//: core/storage/database_salvage.cpp
{QT_TRANSLATE_NOOP("core", "read the backup"), ""},
//: core/storage/dataset_store.cpp
{QT_TRANSLATE_NOOP("core", "read the data sets"), ""},
//: core/storage/evaluation_store.cpp
{QT_TRANSLATE_NOOP("core", "read the evaluations"), ""},
//: core/storage/feature_set_store.cpp
{QT_TRANSLATE_NOOP("core", "read the feature sets"), ""},
//: core/storage/schema_check.cpp
{QT_TRANSLATE_NOOP("core", "read the list of tables"), ""},
//: core/storage/manifest_store.cpp
{QT_TRANSLATE_NOOP("core", "read the manifest"), ""},
//: core/storage/artifact_store.cpp
{QT_TRANSLATE_NOOP("core", "read the models and indexes"), ""},
//: core/storage/dataset_store.cpp
{QT_TRANSLATE_NOOP("core", "read the pairs"), ""},
//: core/storage/rater_store.cpp
{QT_TRANSLATE_NOOP("core", "read the raters"), ""},
//: core/storage/rating_store.cpp
{QT_TRANSLATE_NOOP("core", "read the rating runs"), ""},
//: core/storage/rating_store.cpp
{QT_TRANSLATE_NOOP("core", "read the ratings"), ""},
//: core/storage/adoption_store.cpp
{QT_TRANSLATE_NOOP("core", "read the runs taken over"), ""},
//: core/storage/settings_store.cpp
{QT_TRANSLATE_NOOP("core", "read the settings"), ""},
//: core/storage/database.cpp
{QT_TRANSLATE_NOOP("core", "read the version"), ""},
//: core/storage/document_store.cpp
{QT_TRANSLATE_NOOP("core", "read what was kept"), ""},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "reads activations as they are"), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "reconstruction only"), ""},
//: core/storage/artifact_store.cpp
{QT_TRANSLATE_NOOP("core", "record a file's date"), ""},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "record has several right answers (Ties); its published rule needs all their scores."), ""},
//: core/storage/artifact_store.cpp
{QT_TRANSLATE_NOOP("core", "record the %1"), "o"},
//: core/storage/evaluation_store.cpp
{QT_TRANSLATE_NOOP("core", "record the evaluation"), ""},
//: core/storage/adoption_store.cpp
{QT_TRANSLATE_NOOP("core", "record the run %1"), "o"},
//: core/data/pair_notes.cpp
{QT_TRANSLATE_NOOP("core", "records have several right answers (Ties); their published rule needs all their scores."), ""},
//: core/text/template_parser.cpp
{QT_TRANSLATE_NOOP("core", "recursive loops are not supported"), ""},
//: core/judge/rate_features.cpp
{QT_TRANSLATE_NOOP("core", "refused by server"), ""},
//: core/storage/document_store.cpp
{QT_TRANSLATE_NOOP("core", "remove \"%1\""), "q"},
//: core/storage/dataset_store.cpp
{QT_TRANSLATE_NOOP("core", "remove the data set"), ""},
//: core/storage/feature_set_store.cpp
{QT_TRANSLATE_NOOP("core", "remove the feature set"), ""},
//: core/storage/document_store.cpp
{QT_TRANSLATE_NOOP("core", "rename \"%1\""), "q"},
//: core/storage/database_salvage.cpp
{QT_TRANSLATE_NOOP("core", "rename a data set"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "renormalise_every, checkpoint_every and dead_after_tokens"), ""},
//: core/experiments/verdict_file.cpp
{QT_TRANSLATE_NOOP("core", "repeats the id \"%1\"."), "q"},
//: core/text/template_filters.cpp
{QT_TRANSLATE_NOOP("core", "replace needs two strings"), ""},
//: core/workspace/causal_run.cpp
{QT_TRANSLATE_NOOP("core", "reward model"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "reward_weight or language_model_weight"), ""},
//: core/model/config_families.cpp
{QT_TRANSLATE_NOOP("core", "rotates a part of each head alone (\"partial_rotary_factor\"), which is not supported"), ""},
//: core/text/template_filters.cpp
{QT_TRANSLATE_NOOP("core", "round needs a number and 0 to 15 digits"), ""},
//: core/text/template_methods.cpp
{QT_TRANSLATE_NOOP("core", "rsplit() with a limit needs a separator here"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "runs in Slurm"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "runs in Slurm (job %1)"), "o"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "runs in Slurm (job %1) on %2"), "oo"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "runs in Slurm on %1"), "o"},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "runs outside of Slurm."), ""},
//: core/workspace/steering_profiles.cpp
{QT_TRANSLATE_NOOP("core", "safer profiles lists them."), ""},
//: core/storage/rating_store.cpp
{QT_TRANSLATE_NOOP("core", "save a rating"), ""},
//: core/storage/database_salvage.cpp
{QT_TRANSLATE_NOOP("core", "save a row"), ""},
//: core/storage/unfinished_datasets.cpp
{QT_TRANSLATE_NOOP("core", "save the data set"), ""},
//: core/storage/feature_set_store.cpp
{QT_TRANSLATE_NOOP("core", "save the feature set"), ""},
//: core/storage/manifest_store.cpp
{QT_TRANSLATE_NOOP("core", "save the manifest"), ""},
//: core/storage/pair_staging.cpp
{QT_TRANSLATE_NOOP("core", "save the pairs"), ""},
//: core/storage/settings_store.cpp
{QT_TRANSLATE_NOOP("core", "save the settings"), ""},
//: core/storage/database_salvage.cpp
{QT_TRANSLATE_NOOP("core", "save what can be read"), ""},
//: core/model/config.cpp
{QT_TRANSLATE_NOOP("core", "says num_labels %1 but names %2 labels"), "nn"},
//: core/jobs/slurm_launcher.cpp
{QT_TRANSLATE_NOOP("core", "sbatch gave no job number."), ""},
//: core/causal/intervention_text.cpp
{QT_TRANSLATE_NOOP("core", "scale %1 by %2"), "nn"},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "scaled as Llama 3 by %1 beyond %2 tokens"), "on"},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "scales each token's activations to one norm"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "score of at least one person"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "score that the judge gave, 1 to 5"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "scores of all who rated it"), ""},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "sends tensor %1 to %2; only plain file names in the same folder are allowed"), "oo"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "sets of features drawn at random"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "sets of features that fire about as often"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "share of positions where it fires"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "share of splits of the data whose halves agree in the sign of contrast"), ""},
//: core/model/model_inspection.cpp
{QT_TRANSLATE_NOOP("core", "sliding window: in %1 a token sees the last %2 tokens"), "on"},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "somebody had the last word on it"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "somebody wants another look at it"), ""},
//: core/model/weight_map.cpp
{QT_TRANSLATE_NOOP("core", "something that is no name"), ""},
//: core/sae/export_safetensors.cpp
{QT_TRANSLATE_NOOP("core", "sparsify tells the layer by the folder's name: call it \"embed_tokens\"."), ""},
//: core/sae/export_safetensors.cpp
{QT_TRANSLATE_NOOP("core", "sparsify tells the layer by the folder's name: call it \"layers.%1\"."), "n"},
//: core/judge/suspicion_rules.cpp
{QT_TRANSLATE_NOOP("core", "speaks to the judge"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "stage1_learning_rate and stage2_learning_rate"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "stage1_tokens and stage2_tokens"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "stage1_tokens or stage2_tokens"), ""},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "standardises each token's activations"), ""},
//: core/storage/database.cpp
{QT_TRANSLATE_NOOP("core", "start writing"), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "stops after a checkpoint"), ""},
//: core/text/template_list_filters.cpp
{QT_TRANSLATE_NOOP("core", "sum needs numbers that are not too large"), ""},
//: core/data/rating_check.cpp
{QT_TRANSLATE_NOOP("core", "takes back no event: it has no target"), ""},
//: core/judge/suspicion_rules.cpp
{QT_TRANSLATE_NOOP("core", "tells its reader to ignore instructions"), ""},
//: core/tensor/safetensors.cpp
{QT_TRANSLATE_NOOP("core", "tensor %1 ends at byte %2 of a buffer of %3"), "vnn"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "tensor %1 has %2 twice"), "vo"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "tensor %1 has a dtype, shape or data_offsets of the wrong type"), "v"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "tensor %1 has an impossible dimension"), "v"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "tensor %1 has more than %2 dimensions"), "vn"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "tensor %1 has the dtype %2, which is not supported"), "vo"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "tensor %1 has the unknown member %2"), "vo"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "tensor %1 lacks dtype, shape or data_offsets"), "v"},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "tensor %1 needs exactly two data_offsets"), "v"},
//: core/tensor/safetensors.cpp
{QT_TRANSLATE_NOOP("core", "tensor %1 starts at byte %2 of the buffer where %3 was due (a gap or an overlap)"), "vnn"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "that is not clearly beyond the controls:"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "that is not clearly beyond the controls: %1 of %2 sets of features drawn at random lower it less (one-sided %3)"), "nno"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "that is not clearly beyond the controls: %1 of %2 sets of features drawn at random raise it less (one-sided %3)"), "nno"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "that is not clearly beyond the controls: %1 of %2 sets of features that fire about as often lower it less (one-sided %3)"), "nno"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "that is not clearly beyond the controls: %1 of %2 sets of features that fire about as often raise it less (one-sided %3)"), "nno"},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "the %1 %2 cannot be read"), "ov"},
//: core/workspace/workspace_backup.cpp
{QT_TRANSLATE_NOOP("core", "the %1 %2 is not what was recorded"), "ov"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "the %1 features"), "n"},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "the %1 features of \"%2\""), "nq"},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "the activation function %1 is not read with this architecture."), "v"},
//: ui/bridge/safer_call.cpp
{QT_TRANSLATE_NOOP("core", "the answer"), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "the architecture %1 is not read."), "v"},
//: core/causal/causal_report.cpp
{QT_TRANSLATE_NOOP("core", "the arm does not say which feature it is."), ""},
//: core/causal/causal_plan.cpp
{QT_TRANSLATE_NOOP("core", "the arm has no name."), ""},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "the array has an empty element"), ""},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "the array is cut off: it has no closing ]"), ""},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "the baseline"), ""},
//: core/causal/causal_progress.cpp
{QT_TRANSLATE_NOOP("core", "the checkpoint"), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "the command prefix starts with an empty word."), ""},
//: core/causal/effect.cpp
{QT_TRANSLATE_NOOP("core", "the counts of pairs do not add up."), ""},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "the data of a tensor, %1, has %2 bytes where %3 numbers of %4 were announced"), "vnno"},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "the data of a tensor, %1, is missing"), "v"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "the end of a zip archive is missing"), ""},
//: core/experiments/plan.cpp
{QT_TRANSLATE_NOOP("core", "the entry \"%1\" is repeated or out of range"), "q"},
//: core/storage/evaluation_store.cpp
{QT_TRANSLATE_NOOP("core", "the evaluation of %1"), "o"},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "the extra fields of its entry %1 are damaged"), "o"},
//: core/text/template_list_filters.cpp
{QT_TRANSLATE_NOOP("core", "the extreme of nothing"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "the feature"), ""},
//: core/causal/causal_reading.cpp
{QT_TRANSLATE_NOOP("core", "the feature of \"%1\""), "q"},
//: core/text/template_filters.cpp
{QT_TRANSLATE_NOOP("core", "the filter \"%1\" is not supported"), "q"},
//: core/text/template_list_filters.cpp
{QT_TRANSLATE_NOOP("core", "the first of nothing"), ""},
//: core/causal/causal_report.cpp
{QT_TRANSLATE_NOOP("core", "the first section is not that of all pairs."), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "the grace time of a cancelled run may be one day at most."), ""},
//: core/features/index_quality.cpp
{QT_TRANSLATE_NOOP("core", "the index build's notes"), ""},
//: core/workspace/held_pairs.cpp
{QT_TRANSLATE_NOOP("core", "the index does not hold it"), ""},
//: core/workspace/held_pairs.cpp
{QT_TRANSLATE_NOOP("core", "the index holds other answers under its id"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "the judge was asked and gave no valid answer"), ""},
//: ui/causal/steering_features.cpp
{QT_TRANSLATE_NOOP("core", "the kept features at"), ""},
//: core/text/template_list_filters.cpp
{QT_TRANSLATE_NOOP("core", "the last of nothing"), ""},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "the loss, a gradient or a weight is not a finite number (%1)"), "v"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "the loss, a gradient or a weight is not a finite number%1"), "v"},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "the macro %1 does not take \"%2\""), "oq"},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "the macro %1 is given too many arguments"), "o"},
//: core/workspace/workspace_manifests.cpp
{QT_TRANSLATE_NOOP("core", "the manifest"), ""},
//: core/features/feature_map.cpp
{QT_TRANSLATE_NOOP("core", "the map"), ""},
//: core/text/tokenizer_json.cpp
{QT_TRANSLATE_NOOP("core", "the merge \"%1\" is not a pair."), "q"},
//: core/data/record_parts.cpp
{QT_TRANSLATE_NOOP("core", "the messages before the answers differ between \"chosen\" and \"rejected\""), ""},
//: core/tensor/safetensors_header.cpp
{QT_TRANSLATE_NOOP("core", "the metadata value of %1 is not a string"), "o"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "the model's activations are not finite numbers (%1)"), "v"},
//: core/training/sae_trainer.cpp
{QT_TRANSLATE_NOOP("core", "the model's activations are not finite numbers%1"), "v"},
//: core/tensor/safetensors_writer.cpp
{QT_TRANSLATE_NOOP("core", "the name is not allowed"), ""},
//: core/tensor/numpy_writer.cpp
{QT_TRANSLATE_NOOP("core", "the name is not allowed or there twice"), ""},
//: core/tensor/safetensors_writer.cpp
{QT_TRANSLATE_NOOP("core", "the name is there twice"), ""},
//: core/tensor/torch_archive_writer.cpp
{QT_TRANSLATE_NOOP("core", "the name is there twice or no text"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "the name of an entry, %1, is not a text or too long"), "o"},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "the names of its members are too long"), ""},
//: core/sae/saelens_config.cpp
{QT_TRANSLATE_NOOP("core", "the normalisation of activations %1 is not known."), "o"},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "the number %1 is out of range"), "o"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "the partition is down"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "the partition is switched off"), ""},
//: app/cli/job_causal.cpp
{QT_TRANSLATE_NOOP("core", "the plan of a causal run"), ""},
//: core/causal/steering_profile.cpp
{QT_TRANSLATE_NOOP("core", "the profile does not say whose features it names (\"sae_hash\")."), ""},
//: core/causal/steering_profile.cpp
{QT_TRANSLATE_NOOP("core", "the profile has no name."), ""},
//: core/data/pair_record.cpp
{QT_TRANSLATE_NOOP("core", "the prompt is empty"), ""},
//: core/storage/dataset_store.cpp
{QT_TRANSLATE_NOOP("core", "the prompt of pair %1"), "v"},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "the queue is paused"), ""},
//: core/scoring/feature_set_freshness.cpp
{QT_TRANSLATE_NOOP("core", "the rating log is another one"), ""},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "the record is longer than %1"), "o"},
//: core/data/csv_rows.cpp
{QT_TRANSLATE_NOOP("core", "the record is longer than %1 MiB"), "n"},
//: core/data/csv_rows.cpp
{QT_TRANSLATE_NOOP("core", "the record is longer than %1 bytes"), "n"},
//: core/storage/artifact_store.cpp
{QT_TRANSLATE_NOOP("core", "the record of %1 %2"), "ov"},
//: core/experiments/sweep_results.cpp
{QT_TRANSLATE_NOOP("core", "the reference"), ""},
//: core/workspace/kept_results.cpp
{QT_TRANSLATE_NOOP("core", "the rewards of the pair are missing."), ""},
//: core/data/rating_sheet.cpp
{QT_TRANSLATE_NOOP("core", "the row"), ""},
//: core/data/csv_rows.cpp
{QT_TRANSLATE_NOOP("core", "the row has more than %1 cells"), "n"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "the run it needs did not finish"), ""},
//: core/data/single_answers.cpp
{QT_TRANSLATE_NOOP("core", "the same answer to the same prompt is labelled harmful and unharmful"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "the same from means per position: no length confound"), ""},
//: core/data/rating_sheet.cpp
{QT_TRANSLATE_NOOP("core", "the score of feature %1 of %2 was taken out; a sheet cannot take a rating back."), "no"},
//: core/data/judged_records.cpp
{QT_TRANSLATE_NOOP("core", "the score of the chosen answer is not a number"), ""},
//: core/data/judged_records.cpp
{QT_TRANSLATE_NOOP("core", "the score of the rejected answer is not a number"), ""},
//: core/workspace/workspace.cpp
{QT_TRANSLATE_NOOP("core", "the settings"), ""},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "the shape or the strides of its tensor %1 are impossible"), "v"},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "the sign of its contrast holds up in halves of the data"), ""},
//: core/tensor/safetensors.cpp
{QT_TRANSLATE_NOOP("core", "the size of tensor %1 does not match its shape and dtype"), "v"},
//: core/text/template_parser.cpp
{QT_TRANSLATE_NOOP("core", "the tag {% %1 %} is not supported here"), "o"},
//: core/text/template_parser.cpp
{QT_TRANSLATE_NOOP("core", "the template is longer than 1 MiB"), ""},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "the template is too long"), ""},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "the template refuses this conversation:"), ""},
//: core/text/template_calls.cpp
{QT_TRANSLATE_NOOP("core", "the template refuses this conversation: %1"), "o"},
//: core/text/template_tests.cpp
{QT_TRANSLATE_NOOP("core", "the test \"is %1\" is not supported"), "v"},
//: core/text/template_tests.cpp
{QT_TRANSLATE_NOOP("core", "the test \"is %1\" takes no argument"), "v"},
//: core/text/template_tests.cpp
{QT_TRANSLATE_NOOP("core", "the test \"is %1\" takes one argument"), "v"},
//: core/text/bpe_trainer.cpp
{QT_TRANSLATE_NOOP("core", "the tokenizer trainer"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "the two headers of its entry %1 contradict each other"), "o"},
//: core/text/template_expressions.cpp
{QT_TRANSLATE_NOOP("core", "the value of an if without else"), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "the warning before the time limit has to be between 10 and 65535 seconds."), ""},
//: core/text/template_statements.cpp
{QT_TRANSLATE_NOOP("core", "there are %1 values for %2 names"), "nn"},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "there are more than"), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "there are more than %1 %2."), "no"},
//: core/workspace/kept_results.cpp
{QT_TRANSLATE_NOOP("core", "there are no sections."), ""},
//: core/text/template_parser.cpp
{QT_TRANSLATE_NOOP("core", "there are too many names"), ""},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "there is a '"), ""},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "there is a '%1' too many"), "o"},
//: core/text/template_operators.cpp
{QT_TRANSLATE_NOOP("core", "there is a division by zero"), ""},
//: core/text/template_lexer.cpp
{QT_TRANSLATE_NOOP("core", "there is an unexpected character in an expression"), ""},
//: core/engine/frame_values.cpp
{QT_TRANSLATE_NOOP("core", "there is no \"%1\"."), "q"},
//: core/data/csv_rows.cpp
{QT_TRANSLATE_NOOP("core", "there is text after a closing quote in column %1"), "n"},
//: core/data/record_splitter.cpp
{QT_TRANSLATE_NOOP("core", "there is text after the end of the array"), ""},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "this SAE"), ""},
//: core/sae/export_form.cpp
{QT_TRANSLATE_NOOP("core", "this SAE %1"), "o"},
//: core/sae/import_saelens.cpp
{QT_TRANSLATE_NOOP("core", "this architecture of SAELens"), ""},
//: core/sae/import_dictionary_learning.cpp
{QT_TRANSLATE_NOOP("core", "this class of dictionary_learning"), ""},
//: core/engine/engine_questions.cpp
{QT_TRANSLATE_NOOP("core", "this engine does not know what is asked."), ""},
//: core/text/template_filters.cpp
{QT_TRANSLATE_NOOP("core", "tojson indents by more than 16"), ""},
//: core/text/tokenizer_json.cpp
{QT_TRANSLATE_NOOP("core", "token \"%1\" has no valid id."), "q"},
//: core/features/shard_writer.cpp
{QT_TRANSLATE_NOOP("core", "token %1 of a segment has a negative id or a byte range outside its text"), "n"},
//: core/judge/rating_events.h
{QT_TRANSLATE_NOOP("core", "too few contexts"), ""},
//: core/causal/causal_report.cpp
{QT_TRANSLATE_NOOP("core", "two arms are called \"%1\"."), "q"},
//: core/data/pair_record.cpp
{QT_TRANSLATE_NOOP("core", "two of its answers, a chosen and a rejected one, are the same"), ""},
//: core/tensor/archive_zip.cpp
{QT_TRANSLATE_NOOP("core", "two of its entries overlap"), ""},
//: core/tensor/torch_archive.cpp
{QT_TRANSLATE_NOOP("core", "two of its members are called %1, or there are too many"), "v"},
//: core/text/template_expression_parser.cpp
{QT_TRANSLATE_NOOP("core", "unpacked arguments are not supported"), ""},
//: core/storage/migrations.cpp
{QT_TRANSLATE_NOOP("core", "update the workspace"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "upper end of it"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "waits behind jobs of higher priority"), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "waits for %1"), "o"},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "waits for a node that is not available"), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "waits for device"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "waits for free resources"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "waits for its turn"), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "waits for itself"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "waits for others of its array"), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "waits for run"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "waits for the account's share of GPUs"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "waits for the run it needs"), ""},
//: core/jobs/slurm_queue.cpp
{QT_TRANSLATE_NOOP("core", "waits to be started again"), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "was cancelled"), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "was lost"), ""},
//: core/jobs/slurm_plan.cpp
{QT_TRANSLATE_NOOP("core", "was not handed to Slurm."), ""},
//: core/jobs/queue_schedule.cpp
{QT_TRANSLATE_NOOP("core", "was stopped"), ""},
//: core/judge/rating_events.cpp
{QT_TRANSLATE_NOOP("core", "word lists 1"), ""},
//: core/jobs/slurm_settings.cpp
{QT_TRANSLATE_NOOP("core", "words of the command prefix"), ""},
//: core/scoring/rule_words.cpp
{QT_TRANSLATE_NOOP("core", "z value of the difference over pairs"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "zero (a base model that only reads) or more"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "zero (every weight is trained) to 4096"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "zero (no clipping) or more"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "zero (off) or more"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "zero (ten times per run) or more"), ""},
//: core/training/sae_config.cpp
{QT_TRANSLATE_NOOP("core", "zero (the last: one) or more"), ""},
//: core/training/reward_config.cpp
{QT_TRANSLATE_NOOP("core", "zero or more"), ""},
