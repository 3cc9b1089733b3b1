{{- define "classroom.labels" -}}
app.kubernetes.io/name: classroom
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- /* Labels that tell the pods of one part, on one line */ -}}
{{- define "classroom.selector" -}}
{{ dict "app.kubernetes.io/name" "classroom" "app.kubernetes.io/instance" .root.Release.Name "app.kubernetes.io/component" .part | toJson }}
{{- end }}

{{- define "classroom.secret" -}}
{{ .Values.existingSecret | default "classroom" }}
{{- end }}

{{- define "classroom.image" -}}
image: "{{ .Values.image.name }}:{{ .Values.image.tag }}"
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end }}

{{- /* no root, nothing to gain, no way to write outside the mounted folders */ -}}
{{- define "classroom.podSecurity" -}}
automountServiceAccountToken: false
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 100
  fsGroup: 100
  seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "classroom.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end }}

{{- define "classroom.storageClass" -}}
{{- if . }}
storageClassName: {{ . }}
{{- end }}
{{- end }}

{{- define "classroom.database" -}}
- name: COURSE_DATABASE
  valueFrom: { secretKeyRef: { name: {{ include "classroom.secret" . }}, key: database } }
{{- end }}

{{- /* Jupyter and dask keep small files in the home folder, and the image cannot be written to */ -}}
{{- define "classroom.home" -}}
- { name: HOME, value: /tmp }
{{- end }}
